package everthread.web;

import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * What a request is called in the log and in the meters: an operation's id, or the method and the
 * template of its route. Never the path as it was asked, so there are only so many.
 */
public final class OperationName {
  private static final String KEY = "everthread.operation";
  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

  private OperationName() {}

  /** Gives the request its operation's id. */
  public static void set(RoutingContext context, String operation) {
    context.put(KEY, operation);
  }

  public static String of(RoutingContext context) {
    String named = context.get(KEY);
    if (named != null) return named;
    var route = context.currentRoute();
    var path = route == null ? null : route.getPath();
    if (path == null || path.equals("/")) {
      path = "/".equals(context.request().path()) ? "/" : "unmatched";
    }
    return method(context.request().method().name()) + " " + path;
  }

  /** The method, or OTHER for one that no call of ours has. */
  public static String method(String method) {
    return METHODS.contains(method) ? method : "OTHER";
  }
}
