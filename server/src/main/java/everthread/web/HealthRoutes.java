package everthread.web;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.vitals.Health;
import everthread.vitals.Part;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * /health/live, /health/ready and /metrics. Live depends on nothing: it says that the process
 * answers. Ready says that the server can do its work, and names each part.
 */
public final class HealthRoutes {
  private final Dispatch dispatch;
  private final Health health;
  private final Supplier<String> metrics;
  private final Consumer<RoutingContext> metricsReader;

  /**
   * @param metrics in Prometheus' text format; may block
   * @param metricsReader throws unless the request may read the metrics; may block
   */
  public HealthRoutes(
      Dispatch dispatch,
      Health health,
      Supplier<String> metrics,
      Consumer<RoutingContext> metricsReader) {
    this.dispatch = dispatch;
    this.health = health;
    this.metrics = metrics;
    this.metricsReader = metricsReader;
  }

  private static void refuseOtherMethods(RoutingContext context) {
    context.fail(new ProblemException(new Problem.MethodNotAllowed(List.of("GET"))));
  }

  public void mount(Router router) {
    router
        .get("/health/live")
        .handler(
            context -> {
              var unused =
                  context
                      .response()
                      .putHeader("Content-Type", "application/json")
                      .putHeader("Cache-Control", "no-store")
                      .end("{\"status\":\"live\"}");
            });
    router.get("/health/ready").handler(dispatch.to(this::ready));
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
                          .putHeader("Cache-Control", "no-store")
                          .end(metrics.get());
                }));
    for (var path : List.of("/health/live", "/health/ready", "/metrics")) {
      router.route(path).handler(HealthRoutes::refuseOtherMethods);
    }
  }

  private void ready(RoutingContext context) {
    var report = health.report();
    var response =
        context
            .response()
            .putHeader("Content-Type", "application/json")
            .putHeader("Cache-Control", "no-store");
    if (!report.isReady()) {
      var wait = report.code().equals("storage_full") ? Problem.StorageFull.RETRY.toSeconds() : 1;
      response.setStatusCode(503).putHeader("Retry-After", Long.toString(wait));
    }
    var unused = response.end(json(report));
  }

  private static String json(Health.Report report) {
    var json = Json.MAPPER.createObjectNode();
    json.put("status", report.isReady() ? "ready" : report.draining() ? "draining" : "not_ready");
    if (!report.isReady()) json.put("code", report.code());
    var parts = json.putObject("parts");
    for (Part part : report.parts()) {
      parts
          .putObject(part.name())
          .put("state", part.ok() ? "ok" : "failed")
          .put("code", part.code())
          .put("detail", part.words());
    }
    return new String(Json.write(json), java.nio.charset.StandardCharsets.UTF_8);
  }
}
