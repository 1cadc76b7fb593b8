package everthread.web;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that were addressed to another host, or sent by another site's page: so no page
 * on the web can talk to a server on loopback, not even through a name that it points here (DNS
 * rebinding).
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
    var authority = context.request().authority();
    if (authority == null || !isOurs(authority.host()) || !namesOneHost(context.request())) {
      context.fail(
          refusal(
              "This server is not reached by that host name. Set EVERTHREAD_PUBLIC_URL to the address that it should answer to."));
      return;
    }
    var origin = context.request().getHeader("Origin");
    if (origin != null && !isWelcome(origin)) {
      context.fail(refusal("Pages of that origin may not call this server."));
      return;
    }
    context.next();
  }

  /**
   * Two Host headers are no request (RFC 9112, section 3.2), since a proxy may have looked at the
   * other one; and an address in the request's first line stands above the header.
   */
  private boolean namesOneHost(HttpServerRequest request) {
    if (request.headers().getAll(HttpHeaders.HOST).size() > 1) return false;
    var target = request.uri();
    if (target.startsWith("/") || target.equals("*")) return true;
    try {
      return isOurs(URI.create(target).getHost());
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  private static ProblemException refusal(String detail) {
    return new ProblemException(new Problem.ForeignOrigin(detail));
  }

  private boolean isOurs(@Nullable String host) {
    if (host == null) return false;
    var name = host.toLowerCase(Locale.ROOT);
    return LOOPBACK.contains(name) || hosts.contains(name);
  }

  /** Our own pages, programs on this machine, and the extension. */
  private boolean isWelcome(String origin) {
    try {
      var uri = URI.create(origin);
      // An origin is a scheme, a host and a port (RFC 6454, section 6.1), and nothing else.
      if (!origin.equals(uri.getScheme() + "://" + uri.getRawAuthority())) return false;
      if (uri.getRawUserInfo() != null) return false;
      if ("chrome-extension".equals(uri.getScheme())) return uri.getHost() != null;
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && isOurs(uri.getHost());
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }
}
