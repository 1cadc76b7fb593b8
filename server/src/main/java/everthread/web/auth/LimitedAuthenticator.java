package everthread.web.auth;

import everthread.space.Principal;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** Lets each key ask only so often; the owner's own has a limit of its own. Thread-safe. */
public final class LimitedAuthenticator implements Authenticator {
  private final Authenticator keys;
  private final UUID ownerKey;
  private final RateLimit forOwner;
  private final RateLimit forOthers;

  public LimitedAuthenticator(
      Authenticator keys, UUID ownerKey, RateLimit forOwner, RateLimit forOthers) {
    this.keys = keys;
    this.ownerKey = ownerKey;
    this.forOwner = forOwner;
    this.forOthers = forOthers;
  }

  @Override
  public Principal authenticate(RoutingContext context) {
    var caller = keys.authenticate(context);
    var key = caller.key();
    if (key != null) (key.equals(ownerKey) ? forOwner : forOthers).take(key);
    return caller;
  }
}
