package everthread;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One real server, with a real database, for all tests of a run. Each test uses a new space. */
final class LiveServer {
  static final String OWNER_KEY = "et_test_0123456789abcdefghijklmnopqrstuvwxyz";
  private static final LiveServer SHARED = new LiveServer();

  private final Server server;
  private final Path home;
  private final HttpClient http = HttpClient.newHttpClient();

  private LiveServer() {
    try {
      home = Files.createTempDirectory("everthread-live-test");
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
    server =
        Server.start(
            Config.of(
                Map.of(
                    "EVERTHREAD_HOME",
                    home.toString(),
                    "EVERTHREAD_PORT",
                    "0",
                    "EVERTHREAD_OWNER_KEY",
                    OWNER_KEY)));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
  }

  static String address() {
    return SHARED.server.address();
  }

  static Path home() {
    return SHARED.home;
  }

  static Server server() {
    return SHARED.server;
  }

  static String signInLink() {
    return SHARED.server.signInLink();
  }

  static HttpClient http() {
    return SHARED.http;
  }

  /** What the server answered. */
  record Answer(int status, HttpResponse<String> response) {
    JsonNode json() {
      return Json.read(response.body().getBytes(StandardCharsets.UTF_8));
    }

    String code() {
      return json().path("code").asText();
    }
  }

  /** Calls as a key's holder, in the key's home or in another space. */
  record Caller(String key, @Nullable String space) {

    static Caller owner() {
      return new Caller(OWNER_KEY, null);
    }

    /** The owner in a space of its own. */
    static Caller inNewSpace() {
      var space = owner().post("/v1/spaces", "{\"name\":\"test\"}").json().get("id").asText();
      return new Caller(OWNER_KEY, space);
    }

    Answer get(String path) {
      return send(request(path).GET());
    }

    Answer delete(String path) {
      return send(request(path).DELETE());
    }

    Answer post(String path, String json) {
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(json)));
    }

    Answer patch(String path, String json) {
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .method("PATCH", BodyPublishers.ofString(json)));
    }

    /** Waits until everything was read and words find it; what it means may be read later. */
    void awaitFound() {
      awaitEmpty("reading", "extraction", "index");
    }

    /** Waits until nothing is left to be done, reading for meaning included. */
    void awaitNothingPending() {
      awaitEmpty("reading", "extraction", "index", "embedding");
    }

    private void awaitEmpty(String... stages) {
      while (true) {
        var pending = get("/v1/stats").json().get("pending");
        long left = 0;
        for (var stage : stages) left += pending.get(stage).asLong();
        if (left == 0) return;
        LockSupport.parkNanos(50_000_000);
      }
    }

    HttpRequest.Builder request(String path) {
      var request =
          HttpRequest.newBuilder(URI.create(address() + path))
              .header("Authorization", "Bearer " + key);
      return space == null ? request : request.header("Everthread-Space", space);
    }
  }

  static Answer send(HttpRequest.Builder request) {
    try {
      var response = SHARED.http.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response);
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
