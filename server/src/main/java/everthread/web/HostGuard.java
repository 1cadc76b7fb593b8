package everthread.web;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that were addressed to another host, or sent by another site's page: so no page
 * on the web can talk to a server on loopback, not even through a name that it points here (DNS
 * rebinding), and none can embed what is here. A link that a person follows is let through. Every
 * answer, a refusal too, forbids other sites to hold, frame or keep it.
 */
public final class HostGuard implements Handler<RoutingContext> {
  private static final Pattern EXTENSION = Pattern.compile("chrome-extension://[a-z0-9]+");
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
    if (authority == null || !isOurs(authority.host()) || !namesOneHost(context.request())) {
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
    return EXTENSION.matcher(origin).matches();
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
      // An origin is a scheme, a host and a port (RFC 6454, section 6.1), and nothing else.
      if (!origin.equals(uri.getScheme() + "://" + uri.getRawAuthority())) return false;
      if (uri.getRawUserInfo() != null) return false;
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && isOurs(uri.getHost());
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }
}
