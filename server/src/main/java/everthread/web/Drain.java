package everthread.web;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes leave of clients before the port is closed, so that none meets a closed connection: at
 * first everything is still answered, with {@code Connection: close}; then new requests are told to
 * come back later. A server that nobody uses stops at once. Thread-safe.
 */
public final class Drain implements Handler<RoutingContext>, AutoCloseable {
  /** Long enough for a busy client's next request, and for a balancer that looks at readiness. */
  private static final Duration ANNOUNCED = Duration.ofMillis(600);

  /**
   * As long as Retry-After says at the least: who was told to wait comes when the port is closed.
   */
  private static final Duration REFUSING = Duration.ofMillis(900);

  /** Who sent nothing for so long is not in the midst of something. */
  private static final Duration IDLE = Duration.ofSeconds(2);

  private enum Phase {
    OPEN,
    ANNOUNCED,
    REFUSING
  }

  private final Runnable announce;
  private volatile Phase phase = Phase.OPEN;
  private volatile long lastRequest = System.nanoTime() - IDLE.toNanos();

  /**
   * @param announce says that the server is no longer ready
   */
  public Drain(Runnable announce) {
    this.announce = announce;
  }

  @Override
  public void handle(RoutingContext context) {
    lastRequest = System.nanoTime();
    if (context.request().version() == HttpVersion.HTTP_1_1) {
      context.addHeadersEndHandler(written -> closeAfter(context));
    }
    if (phase == Phase.REFUSING) {
      context.fail(new ProblemException(new Problem.Unavailable("The server is stopping.")));
    } else {
      context.next();
    }
  }

  private void closeAfter(RoutingContext context) {
    if (phase != Phase.OPEN) context.response().putHeader(HttpHeaders.CONNECTION, "close");
  }

  /** Returns when the port may be closed. */
  @Override
  public void close() {
    announce.run();
    boolean isUsed = System.nanoTime() - lastRequest < IDLE.toNanos();
    phase = Phase.ANNOUNCED;
    if (!isUsed) return;
    rest(ANNOUNCED);
    phase = Phase.REFUSING;
    rest(REFUSING);
  }

  private static void rest(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
