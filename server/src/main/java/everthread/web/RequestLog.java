package everthread.web;

import everthread.vitals.RequestMeter;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line a request: id, operation, status, milliseconds; and the same to the meters. Never a
 * path, a query, a header or a body. Whose fault it is decides the level.
 */
public final class RequestLog implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

  private final RequestMeter meter;

  public RequestLog(RequestMeter meter) {
    this.meter = meter;
  }

  @Override
  public void handle(RoutingContext context) {
    var request = RequestId.begin(context);
    long began = System.nanoTime();
    context.addEndHandler(
        ended -> end(context, request, Duration.ofNanos(System.nanoTime() - began)));
    context.next();
  }

  private void end(RoutingContext context, RequestId request, Duration took) {
    int status = context.response().getStatusCode();
    var operation = OperationName.of(context);
    meter.answered(operation, status, took);
    var line =
        LOG.atLevel(level(status))
            .addKeyValue("id", request.id())
            .addKeyValue("operation", operation)
            .addKeyValue("status", status)
            .addKeyValue("millis", took.toMillis());
    if (request.trace() != null) line = line.addKeyValue("trace", request.trace());
    line.log("request");
  }

  /**
   * The caller's fault is no news; a database that is away is; a bug is told with its trace too.
   */
  private static Level level(int status) {
    if (status < 500) return Level.INFO;
    return status == 503 ? Level.WARN : Level.ERROR;
  }
}
