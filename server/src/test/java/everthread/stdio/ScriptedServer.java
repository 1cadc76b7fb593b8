package everthread.stdio;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An MCP endpoint that answers what a test lays out, in that order, and keeps what it was sent. */
final class ScriptedServer implements AutoCloseable {
  /** A request as it came. */
  record Came(Map<String, List<String>> headers, String body) {
    String header(String name) {
      return String.join(", ", headers.getOrDefault(name, List.of()));
    }
  }

  @FunctionalInterface
  interface Script {
    void answer(HttpExchange exchange) throws IOException;
  }

  final List<Came> came = new CopyOnWriteArrayList<>();
  private final Deque<Script> scripts = new ArrayDeque<>();
  private final HttpServer http;

  ScriptedServer() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/mcp", this::answer);
    http.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Script script;
    synchronized (scripts) {
      came.add(new Came(Map.copyOf(exchange.getRequestHeaders()), body));
      script = scripts.size() > 1 ? scripts.poll() : scripts.peek();
    }
    script.answer(exchange);
  }

  /** Answers so from now on, and after the answers laid out before, once each. */
  ScriptedServer then(Script script) {
    synchronized (scripts) {
      scripts.add(script);
    }
    return this;
  }

  ScriptedServer then(int status, String type, String body) {
    return then(exchange -> send(exchange, status, type, body));
  }

  static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  URI mcp() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/mcp");
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
