package everthread.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.web.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls as the extension's outbox does: again on 429, 502, 503, 504 and a lost connection, with the
 * same ids, as long as it takes; on nothing else. Thread-safe.
 */
final class Caller {
  private static final Set<Integer> AGAIN = Set.of(429, 502, 503, 504);

  private final FaultServer server;
  final AtomicLong retries = new AtomicLong();

  Caller(FaultServer server) {
    this.server = server;
  }

  /** Returns when every capture is acknowledged. */
  void send(List<ObjectNode> captures) {
    var request =
        server
            .request("/v1/captures")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Chat.batch(captures)));
    var answer = call(request);
    if (answer.statusCode() != 200)
      throw new AssertionError("not to be tried again: " + answer.statusCode());
    for (var result : json(answer).get("results")) {
      var status = result.get("status").asText();
      if (!status.equals("stored") && !status.equals("duplicate")) {
        throw new AssertionError("a good capture was " + result);
      }
    }
  }

  JsonNode get(String path) {
    var answer = call(server.request(path).GET());
    if (answer.statusCode() != 200) throw new AssertionError(path + " gave " + answer.statusCode());
    return json(answer);
  }

  int delete(String path) {
    return call(server.request(path).DELETE()).statusCode();
  }

  /** One capture, sent once: its status, or a word for why it was not taken. */
  String offer(ObjectNode capture) {
    var request = server.request("/v1/captures").header("Content-Type", "application/json");
    var answer = call(request.POST(BodyPublishers.ofString(Chat.batch(List.of(capture)))));
    var result = json(answer).get("results").get(0);
    return result.has("problem")
        ? result.get("problem").get("code").asText()
        : result.get("status").asText();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return Json.read(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> call(HttpRequest.Builder request) {
    while (true) {
      try {
        var answer = server.http.send(request.build(), BodyHandlers.ofString());
        if (!AGAIN.contains(answer.statusCode())) return answer;
        if (answer.headers().firstValue("Retry-After").isEmpty()) {
          throw new AssertionError(answer.statusCode() + " without Retry-After");
        }
      } catch (IOException lost) {
        // Nothing is known of what became of it: sent again below.
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stopped);
      }
      retries.incrementAndGet();
      LockSupport.parkNanos(200_000_000);
    }
  }
}
