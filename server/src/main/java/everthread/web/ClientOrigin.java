package everthread.web;

import everthread.connecting.Visitor.Origin;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Tells the requests of one program from those of another. */
public final class ClientOrigin {
  private ClientOrigin() {}

  /** By peer and User-Agent; what a proxy says of its client is not read. */
  public static Origin of(RoutingContext context) {
    var peer = context.request().connection().remoteAddress();
    var address = peer == null ? null : peer.hostAddress();
    var agent = context.request().getHeader(HttpHeaders.USER_AGENT);
    return new Origin(address == null ? "" : address, agent == null ? "" : agent);
  }
}
