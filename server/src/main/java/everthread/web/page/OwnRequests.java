package everthread.web.page;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lets through to the pages, which know a person by a cookie, only what our own pages ask for and
 * what a person opens: no other port of this machine, no page of the web, no extension that may
 * reach this address. Programs that are no browser send none of these headers, and no cookie.
 */
final class OwnRequests implements Handler<RoutingContext> {
  private final Installation installation;

  OwnRequests(Installation installation) {
    this.installation = installation;
  }

  @Override
  public void handle(RoutingContext context) {
    if (isOwn(context.request())) {
      context.next();
    } else {
      context.fail(
          new ProblemException(
              new Problem.ForeignOrigin("Only Everthread's own pages may ask for this.")));
    }
  }

  private boolean isOwn(HttpServerRequest request) {
    var origin = request.getHeader("Origin");
    if (origin != null && !isOurs(origin, request)) return false;
    var site = request.getHeader("Sec-Fetch-Site");
    return site == null
        || site.equals("same-origin")
        || (request.method().equals(HttpMethod.GET)
            && "navigate".equals(request.getHeader("Sec-Fetch-Mode")));
  }

  private boolean isOurs(String origin, HttpServerRequest request) {
    URI given;
    try {
      given = new URI(origin);
    } catch (URISyntaxException unreadable) {
      return false;
    }
    var from = place(given.getHost(), given.getPort());
    var ours = installation.publicAddress();
    if (ours != null && from.equals(place(ours.getHost(), ours.getPort()))) return true;
    var asked = request.authority();
    return asked != null && from.equals(place(asked.host(), asked.port()));
  }

  /** Host and port; the port is left out where it is a scheme's own. */
  private static String place(@Nullable String host, int port) {
    var name = String.valueOf(host).toLowerCase(Locale.ROOT);
    return port <= 0 || port == 80 || port == 443 ? name : name + ":" + port;
  }
}
