package everthread;

import everthread.oauth.AuthorizationServer;
import everthread.oauth.SignIn;
import everthread.space.KeyStore;
import everthread.store.pg.Database;
import everthread.store.pg.PgClientStore;
import everthread.store.pg.PgGrantStore;
import everthread.web.Bodies;
import everthread.web.Dispatch;
import everthread.web.auth.Authenticator;
import everthread.web.auth.KeyAuthenticator;
import everthread.web.mcp.Challenge;
import everthread.web.oauth.ClientDocuments;
import everthread.web.oauth.DocumentFetch;
import everthread.web.oauth.EmbeddedAuthorizationServer;
import everthread.web.oauth.OAuthAddresses;
import everthread.web.oauth.OAuthRoutes;
import everthread.web.oauth.Outside;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** Lets AI clients in by sign-in and consent on this server's own pages, put together. */
final class EmbeddedAccess implements ClientAccess {
  private final OAuthAddresses addresses;
  private final PgClientStore clients;
  private final PgGrantStore grants;
  private final AuthorizationServer server;

  /**
   * @param outside the way to the web, where some clients describe themselves
   */
  EmbeddedAccess(
      Vertx vertx, Database database, OAuthAddresses addresses, Outside outside, Parts parts) {
    this.addresses = addresses;
    clients = new PgClientStore(database);
    grants = new PgGrantStore(database);
    var fetch = new DocumentFetch(vertx, outside);
    parts.add(fetch::close);
    var documents = new ClientDocuments(fetch, System::nanoTime);
    server = new EmbeddedAuthorizationServer(addresses, clients, documents, grants);
  }

  @Override
  public SignIn signIn() {
    return new SignIn.Here(server);
  }

  @Override
  public Challenge challenge() {
    return new Challenge(addresses.resourceMetadata());
  }

  @Override
  public Authenticator authenticator(KeyStore keys) {
    return new KeyAuthenticator(keys, addresses.resource());
  }

  @Override
  public void mount(Router router, Dispatch dispatch, Bodies bodies) {
    new OAuthRoutes(dispatch, bodies, addresses, clients, grants).mount(router);
  }
}
