package everthread.web.issuer;

import everthread.oauth.IssuerSettings;
import everthread.space.Holder;
import everthread.space.Principal;
import everthread.space.SpaceId;
import everthread.web.auth.Authenticator;
import everthread.web.auth.KeyAuthenticator;
import everthread.web.oauth.OAuthAddresses;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;

/** Lets in by key, or by an access token of the issuer into the owner's space. Thread-safe. */
public final class IssuedTokenAuthenticator implements Authenticator {
  private final Authenticator keys;
  private final IssuedTokens tokens;
  private final UUID person;
  private final SpaceId home;

  /**
   * @param keys for whoever sends no token
   * @param person the owner, whose accounts the settings name
   * @param home the one space that a token opens
   */
  public IssuedTokenAuthenticator(
      Authenticator keys,
      IssuerSettings settings,
      OAuthAddresses addresses,
      IssuerKeys known,
      UUID person,
      SpaceId home) {
    this.keys = keys;
    this.tokens = new IssuedTokens(settings, addresses.audiences(), known);
    this.person = person;
    this.home = home;
  }

  @Override
  public Principal authenticate(RoutingContext context) {
    var secret = KeyAuthenticator.secret(context.request()).orElse("");
    if (secret.indexOf('.') < 0) return keys.authenticate(context);
    var good = tokens.check(secret);
    return KeyAuthenticator.principal(
        context, new Holder(person, credential(good), home, good.scopes(), Set.of(home)));
  }

  /** One for each client of each account, so that sessions and rates are told apart. */
  private static UUID credential(IssuedTokens.Good good) {
    var names = good.subject() + "\n" + good.client();
    return UUID.nameUUIDFromBytes(names.getBytes(StandardCharsets.UTF_8));
  }
}
