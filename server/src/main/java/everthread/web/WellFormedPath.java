package everthread.web;

import everthread.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Refuses an address with a broken percent escape, before a router tries to decode it. */
public final class WellFormedPath implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    if (isWellFormed(context.request().uri())) context.next();
    else
      ProblemHandler.answer(
          context,
          new Problem.Malformed("bad_request", "A percent sign in the address begins no escape."));
  }

  private static boolean isWellFormed(String address) {
    for (int at = address.indexOf('%'); at >= 0; at = address.indexOf('%', at + 3)) {
      if (at + 2 >= address.length()
          || Character.digit(address.charAt(at + 1), 16) < 0
          || Character.digit(address.charAt(at + 2), 16) < 0) return false;
    }
    return true;
  }
}
