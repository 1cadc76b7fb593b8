package everthread;

import everthread.connecting.Attempts;
import everthread.oauth.AuthorizationServer;
import everthread.store.pg.Database;
import everthread.store.pg.PgClientStore;
import everthread.store.pg.PgGrantStore;
import everthread.web.Bodies;
import everthread.web.Dispatch;
import everthread.web.mcp.Challenge;
import everthread.web.oauth.ClientDocuments;
import everthread.web.oauth.DocumentFetch;
import everthread.web.oauth.EmbeddedAuthorizationServer;
import everthread.web.oauth.OAuthAddresses;
import everthread.web.oauth.OAuthRoutes;
import everthread.web.oauth.Outside;
import everthread.web.oauth.SignInTest;
import io.vertx.core.Vertx;
import java.time.Clock;

/** Lets AI clients in by sign-in and consent: OAuth, put together. */
final class ClientAccess {
  private final OAuthAddresses addresses;
  private final PgClientStore clients;
  private final PgGrantStore grants;
  private final AuthorizationServer server;
  private final Attempts attempts = new Attempts(Clock.systemUTC());

  /**
   * @param address the public one of this server
   * @param outside the way to the web, where some clients describe themselves
   */
  ClientAccess(Vertx vertx, Database database, String address, Outside outside, Parts parts) {
    addresses = new OAuthAddresses(address);
    clients = new PgClientStore(database);
    grants = new PgGrantStore(database);
    var fetch = new DocumentFetch(vertx, outside);
    parts.add(fetch::close);
    var documents = new ClientDocuments(fetch, System::nanoTime);
    server = new EmbeddedAuthorizationServer(addresses, clients, documents, grants);
  }

  AuthorizationServer server() {
    return server;
  }

  /** What clients did lately to connect. */
  Attempts attempts() {
    return attempts;
  }

  SignInTest signInTest() {
    return new SignInTest(addresses, server, clients, attempts);
  }

  /** What tokens are good for. */
  String resource() {
    return addresses.resource();
  }

  Challenge challenge() {
    return new Challenge(addresses.resourceMetadata());
  }

  OAuthRoutes routes(Dispatch dispatch, Bodies bodies) {
    return new OAuthRoutes(dispatch, bodies, addresses, clients, grants, attempts);
  }
}
