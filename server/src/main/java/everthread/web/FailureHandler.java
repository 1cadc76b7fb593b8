package everthread.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** Answers a failed request in the language of who asked: a page for a browser, else a problem. */
public final class FailureHandler implements Handler<RoutingContext> {
  private final Handler<RoutingContext> page;
  private final ProblemHandler problem = new ProblemHandler();

  /**
   * @param page writes the failure as a page
   */
  public FailureHandler(Handler<RoutingContext> page) {
    this.page = page;
  }

  @Override
  public void handle(RoutingContext context) {
    if (isProgram(context) || context.response().headWritten()) problem.handle(context);
    else page.handle(context);
  }

  private static boolean isProgram(RoutingContext context) {
    var path = context.normalizedPath();
    if (path.startsWith("/v1/") || path.startsWith("/v3/") || path.endsWith("/mcp")) return true;
    var accept = context.request().getHeader(HttpHeaders.ACCEPT);
    return accept == null || !accept.toLowerCase(Locale.ROOT).contains("text/html");
  }
}
