package everthread.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a request: number, method, route, status, milliseconds. Never a query or a body. */
public final class RequestLog implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final AtomicLong count = new AtomicLong();

  @Override
  public void handle(RoutingContext context) {
    if (LOG.isInfoEnabled()) {
      long number = count.incrementAndGet();
      long start = System.nanoTime();
      context.addEndHandler(ended -> log(context, number, start));
    }
    context.next();
  }

  /** What was asked for, in our own words only: a known method and the route, never the path. */
  public static String name(RoutingContext context) {
    var route = context.currentRoute();
    return knownMethod(context.request().method().name())
        + " "
        + (route == null || route.getPath() == null ? "-" : route.getPath());
  }

  /** The method, or "other" for one that no call of ours has. */
  public static String knownMethod(String method) {
    return METHODS.contains(method) ? method : "other";
  }

  private static void log(RoutingContext context, long number, long start) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    int status = context.response().getStatusCode();
    LOG.info("{} {} {} {} ms", number, name(context), status, millis);
  }
}
