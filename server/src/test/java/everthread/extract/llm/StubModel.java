package everthread.extract.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that speaks the chat completions protocol. It answers as it was told to, one
 * answer after the other, and remembers what it was asked.
 */
public final class StubModel implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  /** What it answers a request with. */
  public interface Answering {
    void to(JsonNode request, HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final Deque<Answering> answers = new ArrayDeque<>();
  private final AtomicInteger answered = new AtomicInteger();
  private volatile Runnable before = () -> {};
  final List<JsonNode> asked = Collections.synchronizedList(new ArrayList<>());
  final List<Optional<String>> keys = Collections.synchronizedList(new ArrayList<>());

  public StubModel() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/chat/completions", this::handle);
    server.start();
  }

  /** What it waits for before it answers. */
  public void beforeEach(Runnable wait) {
    before = wait;
  }

  public int answered() {
    return answered.get();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  public int requests() {
    return asked.size();
  }

  /** What stands in the user's message of the last request. */
  public String lastUserMessage() {
    return asked.getLast().path("messages").path(1).path("content").asText();
  }

  /** Answers come in the order in which they were given; the last one stays. */
  public synchronized StubModel then(Answering answer) {
    answers.add(answer);
    return this;
  }

  public StubModel thenSays(String content) {
    return then((request, exchange) -> respond(exchange, 200, completion(content), Map.of()));
  }

  public StubModel thenFails(int status, Map<String, String> headers) {
    return then(
        (request, exchange) ->
            respond(exchange, status, "{\"error\":{\"message\":\"no\"}}", headers));
  }

  static String completion(String content) {
    var completion = JSON.createObjectNode().put("id", "c1").put("object", "chat.completion");
    var choice = completion.putArray("choices").addObject().put("index", 0);
    choice.putObject("message").put("role", "assistant").put("content", content);
    choice.put("finish_reason", "stop");
    completion
        .putObject("usage")
        .put("prompt_tokens", 300)
        .put("completion_tokens", 40)
        .put("total_tokens", 340);
    return completion.toString();
  }

  static void respond(HttpExchange exchange, int status, String body, Map<String, String> headers)
      throws IOException {
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    var bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
      keys.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")));
      asked.add(request);
      before.run();
      next().to(request, exchange);
      answered.incrementAndGet();
    }
  }

  private synchronized Answering next() {
    return answers.size() > 1 ? answers.poll() : answers.element();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
