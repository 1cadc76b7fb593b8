package everthread;

import everthread.web.HeaderDeadline;
import everthread.web.InvalidRequests;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.RoutingContext;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds the port from the very start, so that a taken one is told before anything else is begun.
 * Until the server is ready it answers 503.
 */
final class Listener implements AutoCloseable {
  /** Longer than any header of ours; what is longer is refused. */
  private static final int MAX_HEADER = 8 * 1024;

  /** From the connection to the end of the first request's headers. */
  private static final Duration FIRST_HEADERS = Duration.ofSeconds(15);

  /** A memory edited on a page; twelve bytes a character when a form is encoded. */
  private static final int MAX_FORM_FIELD = 1024 * 1024;

  private static final int IDLE_SECONDS = 75;
  private static final int DRAIN_SECONDS = 7;

  private final HttpServer server;
  private final HeaderDeadline deadline =
      new HeaderDeadline(FIRST_HEADERS, Duration.ofSeconds(IDLE_SECONDS));
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Handler<HttpServerRequest> handler = Listener::notYet;

  private Listener(Vertx vertx, Config config) {
    server =
        vertx
            .createHttpServer(options(config))
            .connectionHandler(deadline::connected)
            .invalidRequestHandler(new InvalidRequests())
            .requestHandler(request -> handler.handle(request));
    deadline.watch(vertx, Duration.ofSeconds(1));
  }

  /** To stand before every route: knows when a connection waits for a request. */
  Handler<RoutingContext> deadline() {
    return deadline;
  }

  /**
   * Takes the port.
   *
   * @throws StartFailure when somebody else has it
   */
  static Listener open(Vertx vertx, Config config) {
    var listener = new Listener(vertx, config);
    try {
      listener
          .server
          .listen(config.port(), config.host())
          .toCompletionStage()
          .toCompletableFuture()
          .join();
      return listener;
    } catch (CompletionException failed) {
      var refused = failed.getCause() == null ? failed : failed.getCause();
      if (refused instanceof BindException) {
        throw new StartFailure(
            "Port %d on %s is taken. If Everthread runs already, open http://%s:%d; else set EVERTHREAD_PORT to a free one."
                .formatted(config.port(), config.host(), config.host(), config.port()));
      }
      throw new StartFailure(
          "Cannot listen on %s:%d (%s). Check EVERTHREAD_HOST, EVERTHREAD_PORT and the TLS files."
              .formatted(config.host(), config.port(), refused.getClass().getSimpleName()));
    }
  }

  private static HttpServerOptions options(Config config) {
    var options =
        new HttpServerOptions()
            // Bodies are unpacked by web.Bodies, where what they unpack to is counted.
            .setDecompressionSupported(false)
            .setHttp2ClearTextEnabled(false)
            .setCompressionSupported(true)
            .setMaxHeaderSize(MAX_HEADER)
            .setMaxInitialLineLength(8 * 1024)
            .setMaxFormAttributeSize(MAX_FORM_FIELD)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setTcpNoDelay(true);
    if (config.tlsCertificate().isPresent() && config.tlsKey().isPresent()) {
      options
          .setSsl(true)
          .setUseAlpn(true)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setCertPath(config.tlsCertificate().get().toString())
                  .setKeyPath(config.tlsKey().get().toString()));
    }
    return options;
  }

  private static void notYet(HttpServerRequest request) {
    if ("/health/live".equals(request.path())) {
      var live = request.response().putHeader("Content-Type", "application/json");
      var unused = live.end("{\"status\":\"live\"}");
      return;
    }
    var unused =
        request
            .response()
            .setStatusCode(503)
            .putHeader("Retry-After", "1")
            .putHeader("Content-Type", "application/problem+json")
            .end(
                "{\"type\":\"about:blank\",\"title\":\"Unavailable\",\"status\":503,"
                    + "\"code\":\"unavailable\",\"detail\":\"The server is starting.\"}");
  }

  /** From now on requests go here. */
  void serve(Handler<HttpServerRequest> ready) {
    handler = ready;
  }

  int port() {
    return server.actualPort();
  }

  /** Takes no new connections, lets running requests end, then closes. May be called again. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS).await();
    }
  }
}
