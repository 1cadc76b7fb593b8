package everthread.extract.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Speaks the chat completions protocol of OpenAI with whatever server the owner named. Tries again
 * where it may help, with a pause; never throws because the server fails. Thread-safe; blocks.
 */
final class ChatModel implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int TRIES = 3;
  private static final int LONGEST_ANSWER = 800;

  /** An answer is a few hundred characters; what is longer is not read to its end. */
  private static final int MOST_BYTES = 1_000_000;

  /** The server did not understand the form that was asked for. */
  private static final Set<Integer> NOT_UNDERSTOOD = Set.of(400, 415, 422, 501);

  private static final Set<Integer> FOR_NOW = Set.of(408, 429, 500, 502, 503, 504, 529);

  private final ModelSettings settings;
  private final Duration timeout;
  private final Pause pause;
  private final JsonNode schema;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private volatile RequestShape shape = RequestShape.SCHEMA;

  ChatModel(ModelSettings settings, Duration timeout, Pause pause, String schema) {
    this.settings = settings;
    this.timeout = timeout;
    this.pause = pause;
    try {
      this.schema = JSON.readTree(schema);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("the schema is no JSON", broken);
    }
  }

  Reply ask(String system, String user) {
    var last = new Reply.Failed("not_asked");
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      var once = once(system, user);
      if (once.reply() instanceof Reply.Told told) return told;
      last = (Reply.Failed) once.reply();
      if (!once.again() || attempt == TRIES) return last;
      if (!pause.before(attempt, once.asked())) return last;
    }
    return last;
  }

  /**
   * One try.
   *
   * @param again whether another may do better
   * @param asked how long the server asks to wait, zero when it does not say
   */
  private record Once(Reply reply, boolean again, Duration asked) {
    static Once failed(String kind, boolean again) {
      return new Once(new Reply.Failed(kind), again, Duration.ZERO);
    }
  }

  private Once once(String system, String user) {
    try {
      var answer = sent(system, user);
      while (NOT_UNDERSTOOD.contains(answer.statusCode()) && shape != RequestShape.PLAIN) {
        shape = shape.simpler();
        answer = sent(system, user);
      }
      return read(answer);
    } catch (HttpTimeoutException slow) {
      return Once.failed("timeout", false);
    } catch (IOException away) {
      return Once.failed("unreachable", true);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Once.failed("stopped", false);
    }
  }

  private HttpResponse<byte[]> sent(String system, String user)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(settings.completions())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body(system, user)));
    settings.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
    var body =
        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES);
    return whole(http.sendAsync(request.build(), body));
  }

  /** The request's own timeout ends with the headers; a body may come slowly, too. */
  private <T> T whole(CompletableFuture<T> answer) throws IOException, InterruptedException {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      throw new HttpTimeoutException("no whole answer in time");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException away) throw away;
      throw new IllegalStateException("the HTTP client failed", failed.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private byte[] body(String system, String user) {
    var request = JSON.createObjectNode().put("model", settings.model());
    var messages = request.putArray("messages");
    messages.addObject().put("role", "system").put("content", system);
    messages.addObject().put("role", "user").put("content", user);
    request.put("stream", false);
    shape.write(request, schema, LONGEST_ANSWER);
    return request.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Once read(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status != 200) {
      var asked = RetryAfter.of(answer.headers().firstValue("Retry-After").orElse(""));
      return new Once(new Reply.Failed("http_" + status), FOR_NOW.contains(status), asked);
    }
    try {
      var json = JSON.readTree(answer.body());
      var content = json.path("choices").path(0).path("message").path("content");
      if (!content.isTextual()) return Once.failed("unreadable", false);
      long tokens = json.path("usage").path("total_tokens").asLong(0);
      return new Once(new Reply.Told(content.asText(), tokens), false, Duration.ZERO);
    } catch (IOException unreadable) {
      return Once.failed("unreadable", false);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
