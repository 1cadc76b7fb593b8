package everthread;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import everthread.web.oauth.Outside;
import everthread.web.oauth.PublicAddresses;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The web as metadata documents see it: one site with a certificate of its own, at an address of
 * loopback that stands for a public one, and names that lead to it and elsewhere.
 */
final class ClientSite implements Outside, AutoCloseable {
  static final String HOST = "client.example";
  private static final char[] PASSWORD = OwnCertificate.PASSWORD.toCharArray();
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.77");

  private final Map<String, List<String>> names = new ConcurrentHashMap<>();
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger resolved = new AtomicInteger();
  private final Path store;
  private final HttpsServer server;

  /** What the site answers. */
  interface Page {
    void answer(HttpExchange exchange) throws IOException;
  }

  ClientSite() {
    try {
      store = Files.createTempDirectory("everthread-site").resolve("store.p12");
      var keys =
          OwnCertificate.make(
              store, HOST, "dns:" + HOST, "dns:rebinding.example", "dns:mixed.example");
      server = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    } catch (GeneralSecurityException trouble) {
      throw new IllegalStateException(trouble);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    name(HOST, HERE.getHostAddress());
  }

  private static SSLContext context(KeyStore store) throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try (exchange) {
      var page = pages.get(exchange.getRequestURI().getPath());
      if (page == null) exchange.sendResponseHeaders(404, -1);
      else page.answer(exchange);
    }
  }

  /** The address of a path of the site. */
  String at(String path) {
    return at(HOST, path);
  }

  String at(String host, String path) {
    return "https://" + host + ":" + server.getAddress().getPort() + path;
  }

  void name(String host, String... addresses) {
    names.put(host, List.of(addresses));
  }

  void page(String path, Page page) {
    pages.put(path, page);
  }

  void page(String path, String type, String body) {
    page(path, exchange -> send(exchange, 200, type, body));
  }

  static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** How many requests came to the site. */
  int asked() {
    return asked.get();
  }

  /** How often a name was looked up. */
  int resolved() {
    return resolved.get();
  }

  @Override
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    resolved.incrementAndGet();
    var found = names.get(host);
    if (found != null) return found.stream().map(InetAddress::ofLiteral).toList();
    try {
      return List.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException unknown) {
      throw new UnknownHostException(host);
    }
  }

  @Override
  public boolean mayReach(InetAddress address) {
    return address.equals(HERE) || PublicAddresses.isPublic(address);
  }

  @Override
  public TrustOptions trust() {
    try {
      return new PfxOptions()
          .setValue(Buffer.buffer(Files.readAllBytes(store)))
          .setPassword(OwnCertificate.PASSWORD);
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
