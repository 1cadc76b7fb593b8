package everthread.web.auth;

import everthread.space.Principal;
import io.vertx.ext.web.RoutingContext;

/** Finds out who asks. Blocks: call on a virtual thread. */
public interface Authenticator {

  /**
   * The holder of the key in the request (Authorization: Bearer or Token, or X-API-Key), in the
   * space that the header Everthread-Space names, else the key's home.
   *
   * @throws everthread.problem.ProblemException unauthenticated, invalid_token, or not_found for a
   *     space that the key may not use
   */
  Principal authenticate(RoutingContext context);
}
