package everthread;

import everthread.oauth.IssuerSettings;
import everthread.oauth.SignIn;
import everthread.space.KeyStore;
import everthread.store.pg.OwnerStore.Owner;
import everthread.web.Bodies;
import everthread.web.Dispatch;
import everthread.web.auth.Authenticator;
import everthread.web.auth.KeyAuthenticator;
import everthread.web.issuer.IssuedTokenAuthenticator;
import everthread.web.issuer.IssuerKeys;
import everthread.web.issuer.IssuerRoutes;
import everthread.web.mcp.Challenge;
import everthread.web.oauth.OAuthAddresses;
import io.vertx.ext.web.Router;

/** Lets AI clients in by the tokens of an issuer that the owner named, put together. */
final class IssuerAccess implements ClientAccess {
  private final IssuerSettings settings;
  private final OAuthAddresses addresses;
  private final Owner owner;
  private final IssuerKeys keys;

  /** Begins to ask for the issuer's keys, and does not wait for them. */
  IssuerAccess(IssuerSettings settings, OAuthAddresses addresses, Owner owner, Parts parts) {
    this.settings = settings;
    this.addresses = addresses;
    this.owner = owner;
    this.keys = new IssuerKeys(settings, System::nanoTime);
    parts.add(keys::close);
    keys.start();
  }

  @Override
  public SignIn signIn() {
    return new SignIn.Elsewhere(keys);
  }

  @Override
  public Challenge challenge() {
    return new Challenge(addresses.resourceMetadata());
  }

  /** Tokens that were given here before are made for one address, and so are no keys. */
  @Override
  public Authenticator authenticator(KeyStore store) {
    return new IssuedTokenAuthenticator(
        new KeyAuthenticator(store), settings, addresses, keys, owner.person(), owner.home());
  }

  @Override
  public void mount(Router router, Dispatch dispatch, Bodies bodies) {
    new IssuerRoutes(settings, addresses).mount(router);
  }
}
