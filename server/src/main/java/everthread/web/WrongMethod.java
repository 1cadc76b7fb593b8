package everthread.web;

import everthread.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.TreeSet;

/** Answers a request whose address exists for other methods, and names them (RFC 9110, 15.5.6). */
public final class WrongMethod implements Handler<RoutingContext> {
  private final Router router;

  public WrongMethod(Router router) {
    this.router = router;
  }

  @Override
  public void handle(RoutingContext context) {
    ProblemHandler.answer(context, new Problem.MethodNotAllowed(methods(context.normalizedPath())));
  }

  private List<String> methods(String path) {
    var methods = new TreeSet<String>();
    for (var route : router.getRoutes()) {
      if (route.methods() == null || !fits(route, path)) continue;
      for (HttpMethod method : route.methods()) methods.add(method.name());
    }
    return List.copyOf(methods);
  }

  private static boolean fits(Route route, String path) {
    var declared = route.getPath();
    if (declared == null) return false;
    if (!route.isExactPath()) return path.startsWith(declared);
    var asked = path.split("/", -1);
    var parts = declared.split("/", -1);
    if (asked.length != parts.length) return false;
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].startsWith(":") && !parts[i].equals(asked[i])) return false;
    }
    return true;
  }
}
