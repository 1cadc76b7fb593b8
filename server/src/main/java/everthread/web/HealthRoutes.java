package everthread.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** /health/live, /health/ready and /metrics. */
public final class HealthRoutes {
  private final Dispatch dispatch;
  private final BooleanSupplier databaseAnswers;
  private final PrometheusMeterRegistry metrics;
  private final Consumer<RoutingContext> metricsReader;
  private volatile boolean draining;

  /**
   * @param databaseAnswers asks the database; may block
   * @param metricsReader throws unless the request may read the metrics; may block
   */
  public HealthRoutes(
      Dispatch dispatch,
      BooleanSupplier databaseAnswers,
      PrometheusMeterRegistry metrics,
      Consumer<RoutingContext> metricsReader) {
    this.dispatch = dispatch;
    this.databaseAnswers = databaseAnswers;
    this.metrics = metrics;
    this.metricsReader = metricsReader;
  }

  public void mount(Router router) {
    router.get("/health/live").handler(context -> context.json(java.util.Map.of("status", "live")));
    router
        .get("/health/ready")
        .handler(
            dispatch.to(
                context -> {
                  boolean ready = !draining && databaseAnswers.getAsBoolean();
                  if (!ready) context.response().setStatusCode(503).putHeader("Retry-After", "1");
                  context.json(
                      java.util.Map.of(
                          "status", ready ? "ready" : draining ? "draining" : "database away"));
                }));
    router
        .get("/metrics")
        .handler(
            dispatch.to(
                context -> {
                  metricsReader.accept(context);
                  var unused =
                      context
                          .response()
                          .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                          .end(metrics.scrape());
                }));
  }

  /** From now on the server says that it is not ready. */
  public void drain() {
    draining = true;
  }
}
