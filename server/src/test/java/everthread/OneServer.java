package everthread;

import everthread.LiveServer.Answer;
import everthread.web.oauth.Outside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** A server of a test's own, with an environment and a home of its own. */
final class OneServer implements AutoCloseable {
  static final String KEY = "et_one_0123456789abcdefghijklmnopqrstuvwxyz";

  private final Server server;
  private final Path home;

  private OneServer(Server server, Path home) {
    this.server = server;
    this.home = home;
  }

  /** Names and values alternate. */
  static OneServer with(String... namesAndValues) {
    return in(newHome(), namesAndValues);
  }

  /** With another way to the web. */
  static OneServer outside(Outside outside, String... namesAndValues) {
    return in(newHome(), outside, namesAndValues);
  }

  static OneServer in(Path home, String... namesAndValues) {
    return in(home, Outside.WEB, namesAndValues);
  }

  private static OneServer in(Path home, Outside outside, String... namesAndValues) {
    var environment = new HashMap<String, String>();
    environment.put("EVERTHREAD_HOME", home.toString());
    environment.put("EVERTHREAD_PORT", "0");
    environment.put("EVERTHREAD_OWNER_KEY", KEY);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new OneServer(Server.start(Config.of(environment), outside), home);
  }

  static Path newHome() {
    try {
      return Files.createTempDirectory("everthread-one-test");
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  Server server() {
    return server;
  }

  Path home() {
    return home;
  }

  int port() {
    return server.port();
  }

  Answer get(String path) {
    return send("GET", path, null);
  }

  Answer post(String path, String json) {
    return send("POST", path, json);
  }

  Answer send(String method, String path, @Nullable String json) {
    return LiveServer.send(
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .header("Authorization", "Bearer " + KEY)
            .header("Content-Type", "application/json")
            .method(
                method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json)));
  }

  @Override
  public void close() {
    server.close();
  }
}
