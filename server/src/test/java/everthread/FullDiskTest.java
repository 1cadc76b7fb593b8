package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose disk has less room than it wants. */
class FullDiskTest {
  private static final String KEY = "et_full_0123456789abcdefghijklmnopqrstuvwxyz";

  @Test
  void nothing_new_is_taken_and_what_there_is_is_served(@TempDir Path home) throws Exception {
    var config =
        Config.of(
            Map.of(
                "EVERTHREAD_HOME",
                home.toString(),
                "EVERTHREAD_PORT",
                "0",
                "EVERTHREAD_OWNER_KEY",
                KEY,
                "EVERTHREAD_DISK_FLOOR_MB",
                "999999999"));
    try (var server = Server.start(config);
        var http = HttpClient.newHttpClient()) {
      var captures = post(http, server, "/v1/captures", "{\"captures\":[]}");
      var memory = post(http, server, "/v1/memory", "{\"content\":\"tea\"}");
      var ready = get(http, server, "/health/ready");

      assertThat(captures.statusCode()).isEqualTo(503);
      assertThat(captures.body()).contains("\"code\":\"storage_full\"");
      assertThat(captures.headers().firstValue("Retry-After")).hasValue("60");
      assertThat(memory.statusCode()).isEqualTo(503);
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).contains("\"code\":\"storage_full\"");
      assertThat(get(http, server, "/v1/search?q=tea").statusCode()).isEqualTo(200);
      assertThat(get(http, server, "/health/live").statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> get(HttpClient http, Server server, String path)
      throws IOException, InterruptedException {
    return http.send(request(server, path).GET().build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(HttpClient http, Server server, String path, String json)
      throws IOException, InterruptedException {
    var request =
        request(server, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(Server server, String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + path))
        .header("Authorization", "Bearer " + KEY);
  }
}
