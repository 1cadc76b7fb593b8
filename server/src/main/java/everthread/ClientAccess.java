package everthread;

import everthread.oauth.SignIn;
import everthread.space.KeyStore;
import everthread.web.Bodies;
import everthread.web.Dispatch;
import everthread.web.auth.Authenticator;
import everthread.web.mcp.Challenge;
import io.vertx.ext.web.Router;

/** How AI clients are let in by sign-in and consent: here, or by an issuer that the owner named. */
interface ClientAccess {
  SignIn signIn();

  /** For clients that may not come in. */
  Challenge challenge();

  /** Who asks at the MCP endpoint, by key or by token. */
  Authenticator authenticator(KeyStore keys);

  /** Adds what clients call before they have a token. */
  void mount(Router router, Dispatch dispatch, Bodies bodies);
}
