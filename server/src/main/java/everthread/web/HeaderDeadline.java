package everthread.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Ends connections on which the headers of a request are long in coming, however busily a client
 * sends a byte now and then. A request that is being served has all the time it needs. Thread-safe.
 */
public final class HeaderDeadline implements Handler<RoutingContext> {
  private final Duration first;
  private final Duration next;
  private final Map<HttpConnection, Wait> connections = new ConcurrentHashMap<>();

  /**
   * @param first from the connection to the first request
   * @param next from the end of an answer to the next request
   */
  public HeaderDeadline(Duration first, Duration next) {
    this.first = first;
    this.next = next;
  }

  /** One connection: how many requests it has running, and until when the next must have come. */
  private static final class Wait {
    private int running;
    private long until;

    synchronized void begun() {
      running++;
    }

    synchronized void ended(Duration next) {
      running--;
      extend(next);
    }

    synchronized void extend(Duration by) {
      until = System.nanoTime() + by.toNanos();
    }

    synchronized boolean isOver(long now) {
      return running == 0 && now - until > 0;
    }
  }

  /** Looks after the connections once a period. */
  public void watch(Vertx vertx, Duration period) {
    vertx.setPeriodic(
        period.toNanos() / TimeUnit.MILLISECONDS.toNanos(1),
        tick -> {
          long now = System.nanoTime();
          connections.forEach(
              (connection, wait) -> {
                if (wait.isOver(now)) connection.close();
              });
        });
  }

  /** A connection was made. */
  public void connected(HttpConnection connection) {
    var wait = new Wait();
    wait.extend(first);
    connections.put(connection, wait);
    connection.closeHandler(closed -> connections.remove(connection));
  }

  @Override
  public void handle(RoutingContext context) {
    var wait = connections.get(context.request().connection());
    if (wait != null) {
      wait.begun();
      context.addEndHandler(ended -> wait.ended(next));
    }
    context.next();
  }
}
