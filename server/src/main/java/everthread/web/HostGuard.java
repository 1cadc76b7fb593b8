package everthread.web;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that were addressed to another host, or sent by another site's page: so no page
 * on the web can talk to a server on loopback, not even through a name that it points here (DNS
 * rebinding), and none can embed what is here. A link that a person follows is let through. Every
 * answer, a refusal too, forbids other sites to hold, frame or keep it.
 */
public final class HostGuard implements Handler<RoutingContext> {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

  private final Set<String> hosts;

  /**
   * @param hosts further names that this server is reached by, lower case, without port
   */
  public HostGuard(Set<String> hosts) {
    this.hosts = Set.copyOf(hosts);
  }

  @Override
  public void handle(RoutingContext context) {
    closeUp(context.response());
    var authority = context.request().authority();
    if (authority == null || !isOurs(authority.host())) {
      context.fail(
          refusal(
              "This server is not reached by that host name. Set EVERTHREAD_PUBLIC_URL to the address that it should answer to."));
      return;
    }
    var origin = context.request().getHeader("Origin");
    if (origin != null && !isWelcome(origin) || isEmbedded(context.request(), origin)) {
      context.fail(refusal("Pages of that origin may not call this server."));
      return;
    }
    context.next();
  }

  /** The least that every answer says; pages and files say more. */
  private static void closeUp(HttpServerResponse response) {
    response
        .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Cache-Control", "no-store");
  }

  /**
   * True when the browser says that another site's page is behind it (Fetch Metadata), and it is no
   * link that was followed. Another port of this machine is another site's page as well.
   */
  private static boolean isEmbedded(HttpServerRequest request, @Nullable String origin) {
    var site = request.getHeader("Sec-Fetch-Site");
    if (site == null || site.equals("same-origin") || site.equals("none")) return false;
    if (origin != null && isExtension(origin)) return false;
    return !(request.method().equals(HttpMethod.GET)
        && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
        && "document".equals(request.getHeader("Sec-Fetch-Dest")));
  }

  /** Which extension it is, nobody knows beforehand; what it may do, its key says. */
  private static boolean isExtension(String origin) {
    return origin.startsWith("chrome-extension://");
  }

  private static ProblemException refusal(String detail) {
    return new ProblemException(new Problem.ForeignOrigin(detail));
  }

  private boolean isOurs(@Nullable String host) {
    if (host == null) return false;
    var name = host.toLowerCase(Locale.ROOT);
    return LOOPBACK.contains(name) || hosts.contains(name);
  }

  /** Our own pages, programs on this machine, and extensions. */
  private boolean isWelcome(String origin) {
    if (isExtension(origin)) return true;
    try {
      var uri = URI.create(origin);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && isOurs(uri.getHost());
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }
}
