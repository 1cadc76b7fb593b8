package everthread.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a request: number, method, route, status, milliseconds. Never a query or a body. */
public final class RequestLog implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

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

  private static void log(RoutingContext context, long number, long start) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    int status = context.response().getStatusCode();
    var route = context.currentRoute();
    var path = route == null || route.getPath() == null ? "-" : route.getPath();
    LOG.info("{} {} {} {} {} ms", number, context.request().method(), path, status, millis);
  }
}
