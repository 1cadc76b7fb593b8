package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.space.Principal;

/** What an exchange is in both eras: the call that it answers. */
abstract sealed class CallExchange implements Exchange
    permits HandshakeExchange, StatelessExchange {
  private final Call call;

  CallExchange(Call call) {
    this.call = call;
  }

  @Override
  public final Principal caller() {
    return call.caller();
  }

  @Override
  public final JsonNode id() {
    return call.request().id();
  }

  @Override
  public final Outlet outlet() {
    return call.outlet();
  }

  final JsonNode meta(String key) {
    return call.request().params().path("_meta").path(key);
  }

  /** True once the client has left; never of one whose answer is no stream. */
  final boolean isDropped() {
    return outlet() != Outlet.NONE && !outlet().isOpen();
  }
}
