package everthread.web;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.Set;

/**
 * Lets in only who comes through a trusted proxy: it is the one that encrypts, so nobody may go
 * around it. Health may be asked by anybody. What a proxy says about its client (Forwarded,
 * X-Forwarded-…) is never read: no decision and no address rests on it.
 */
public final class PeerGuard implements Handler<RoutingContext> {
  private final Set<AddressRange> proxies;

  public PeerGuard(Set<AddressRange> proxies) {
    this.proxies = Set.copyOf(proxies);
  }

  @Override
  public void handle(RoutingContext context) {
    if (context.normalizedPath().startsWith("/health/") || isTrusted(context)) context.next();
    else {
      context.fail(
          new ProblemException(
              new Problem.ForeignOrigin(
                  "This server is reached through its proxy only, over https.")));
    }
  }

  private boolean isTrusted(RoutingContext context) {
    var peer = context.request().connection().remoteAddress().hostAddress();
    if (peer == null) return false;
    var address = InetAddress.ofLiteral(peer.split("%", 2)[0]);
    return proxies.stream().anyMatch(range -> range.holds(address));
  }
}
