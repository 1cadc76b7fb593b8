package everthread;

import everthread.connecting.Attempts;
import everthread.oauth.SignIn;
import everthread.space.KeyStore;
import everthread.web.Bodies;
import everthread.web.Dispatch;
import everthread.web.auth.Authenticator;
import everthread.web.mcp.Challenge;
import everthread.web.oauth.SignInTest;
import io.vertx.ext.web.Router;
import java.util.Optional;

/** How AI clients are let in by sign-in and consent: here, or by an issuer that the owner named. */
interface ClientAccess {
  SignIn signIn();

  /** What clients did lately to connect. */
  Attempts attempts();

  /** Tries the whole way in; empty where it leads to somebody else's pages. */
  Optional<SignInTest> signInTest();

  /** For clients that may not come in. */
  Challenge challenge();

  /** Who asks at the MCP endpoint, by key or by token. */
  Authenticator authenticator(KeyStore keys);

  /** Adds what clients call before they have a token. */
  void mount(Router router, Dispatch dispatch, Bodies bodies);
}
