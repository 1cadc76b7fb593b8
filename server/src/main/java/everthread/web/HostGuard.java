package everthread.web;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import io.vertx.core.Handler;
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
    if (authority == null || !isOurs(authority.host())) {
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
      if ("chrome-extension".equals(uri.getScheme())) return true;
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && isOurs(uri.getHost());
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }
}
