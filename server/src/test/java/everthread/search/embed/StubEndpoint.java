package everthread.search.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A server on loopback that speaks OpenAI's embeddings call as its reference writes it, with {@link
 * LetterEmbedder}'s vectors; and that misbehaves when told to.
 */
public final class StubEndpoint implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What it answers instead, until it is taken away again. */
  public volatile Trouble trouble = Trouble.NONE;

  public final List<String> asked = new CopyOnWriteArrayList<>();
  public final List<String> keys = new CopyOnWriteArrayList<>();
  public final List<JsonNode> bodies = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final LetterEmbedder letters = new LetterEmbedder();

  /** Ways to misbehave. */
  public enum Trouble {
    NONE,
    TOO_MANY,
    BROKEN,
    SLOW,
    GARBAGE,
    NO_VECTORS,
    TOO_FEW,
    SHORT_VECTORS,
    NOT_NUMBERS,
    ZEROS,
    SAME_INDEX,
    REDIRECT,
    NO_KEY,
    NO_MODEL,
    ENDLESS,
    /** Refuses whatever holds the word poison. */
    POISON,
    /** Answers in another order, which the protocol allows. */
    BACKWARDS
  }

  public StubEndpoint() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/embeddings", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = MAPPER.readTree(exchange.getRequestBody());
      keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      bodies.add(body);
      var texts = new ArrayList<String>();
      body.path("input").forEach(text -> texts.add(text.asText()));
      asked.addAll(texts);
      switch (trouble) {
        case NONE -> send(exchange, 200, vectors(texts));
        case BACKWARDS -> send(exchange, 200, reversed(texts));
        case TOO_MANY -> {
          exchange.getResponseHeaders().set("Retry-After", "1");
          send(exchange, 429, error("rate_limit_exceeded", texts));
        }
        case BROKEN -> send(exchange, 500, error("server_error", texts));
        case SLOW -> {
          pause();
          send(exchange, 200, vectors(texts));
        }
        case GARBAGE -> send(exchange, 200, "<html>" + texts);
        case NO_VECTORS -> send(exchange, 200, "{\"object\":\"list\"}");
        case TOO_FEW -> send(exchange, 200, vectors(texts.subList(1, texts.size())));
        case SHORT_VECTORS -> send(exchange, 200, "{\"data\":[" + entry(0, "[0.5,1]") + "]}");
        case NOT_NUMBERS -> send(exchange, 200, "{\"data\":[" + entry(0, "[\"a\",1]") + "]}");
        case ZEROS -> send(exchange, 200, "{\"data\":[" + entry(0, "[0,0.0]") + "]}");
        case SAME_INDEX ->
            send(exchange, 200, "{\"data\":[" + entry(0, "[1]") + "," + entry(0, "[1]") + "]}");
        case REDIRECT -> {
          exchange.getResponseHeaders().set("Location", "http://example.invalid/v1/embeddings");
          send(exchange, 307, "");
        }
        case NO_KEY -> send(exchange, 401, error("invalid_api_key", texts));
        case NO_MODEL -> send(exchange, 404, error("model_not_found", texts));
        case ENDLESS -> endless(exchange);
        case POISON -> {
          if (texts.stream().anyMatch(text -> text.contains("poison"))) {
            send(exchange, 400, error("invalid_request_error", texts));
          } else {
            send(exchange, 200, vectors(texts));
          }
        }
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(3_000);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    var block = "[1,1,1,1,1,1,1,1]".repeat(60_000).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 64; i++) exchange.getResponseBody().write(block);
  }

  /** Quotes what was asked, as some servers do. */
  private static String error(String code, List<String> texts) throws IOException {
    return MAPPER.writeValueAsString(
        Map.of("error", Map.of("message", "cannot embed " + texts, "code", code)));
  }

  private String vectors(List<String> texts) {
    var entries = new ArrayList<String>();
    for (int i = 0; i < texts.size(); i++) entries.add(entry(i, numbers(texts.get(i))));
    return list(entries);
  }

  private String reversed(List<String> texts) {
    var entries = new ArrayList<String>();
    for (int i = texts.size() - 1; i >= 0; i--) entries.add(entry(i, numbers(texts.get(i))));
    return list(entries);
  }

  private static String list(List<String> entries) {
    return "{\"object\":\"list\",\"data\":[%s],\"model\":\"letters\",\"usage\":{\"prompt_tokens\":5,\"total_tokens\":5}}"
        .formatted(String.join(",", entries));
  }

  private static String entry(int index, String numbers) {
    return "{\"object\":\"embedding\",\"index\":%d,\"embedding\":%s}".formatted(index, numbers);
  }

  private String numbers(String text) {
    var pooled = letters.passages(List.of(text)).getFirst().pooled();
    var numbers = new ArrayList<String>();
    for (byte number : pooled) numbers.add(String.valueOf(number / 254.0));
    return numbers.stream().collect(Collectors.joining(",", "[", "]"));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
