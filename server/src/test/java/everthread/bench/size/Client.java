package everthread.bench.size;

import everthread.web.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The owner, on one connection that stays open. Fails on any answer but a good one. */
final class Client implements AutoCloseable {
  private final KeepAlive connection;
  private @Nullable String cookie;

  Client(ServerProcess server) throws IOException {
    connection = new KeepAlive(server.address());
  }

  KeepAlive.Answer get(String path, @Nullable UUID space) throws IOException {
    var headers = new HashMap<String, String>();
    headers.put("Authorization", "Bearer " + ServerProcess.KEY);
    if (space != null) headers.put("Everthread-Space", space.toString());
    return good(connection.get(path, headers), path);
  }

  KeepAlive.Answer post(String path, String json) throws IOException {
    var headers = Map.of("Authorization", "Bearer " + ServerProcess.KEY);
    return good(connection.post(path, headers, json), path);
  }

  /** A page, as the signed-in owner. */
  KeepAlive.Answer page(String path) throws IOException {
    if (cookie == null) cookie = signIn();
    return good(connection.get(path, Map.of("Cookie", cookie)), path);
  }

  private String signIn() throws IOException {
    var form = Map.of("Content-Type", "application/x-www-form-urlencoded");
    return connection.post("/sign-in", form, "key=" + ServerProcess.KEY).cookie();
  }

  long pending(UUID space) throws IOException {
    return Json.read(get("/v1/stats", space).body()).get("pending").get("index").asLong();
  }

  /** How many texts wait to be read for meaning. */
  long unread(UUID space) throws IOException {
    return Json.read(get("/v1/stats", space).body()).get("pending").get("embedding").asLong();
  }

  private static KeepAlive.Answer good(KeepAlive.Answer answer, String path) {
    if (answer.status() >= 200 && answer.status() < 400) return answer;
    throw new IllegalStateException(
        path
            + " answered "
            + answer.status()
            + " "
            + new String(answer.body(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
