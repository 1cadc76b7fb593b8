package everthread.web.oauth;

import everthread.connecting.Attempts;
import everthread.oauth.AuthorizationServer;
import everthread.oauth.ClientStore;
import everthread.space.Principal;
import everthread.web.mcp.SelfTest;
import everthread.web.mcp.SelfTest.Step;
import java.net.URI;
import java.util.List;

/**
 * Does all that a client does which signs in, over real HTTP at this server's own address, and says
 * in words how each step went: it finds its way, registers, is let in, greets, calls a tool that
 * changes nothing, and signs off. The person's consent is the wish to run it. Blocks, at most two
 * minutes; thread-safe.
 */
public final class SignInTest {
  /** Names of all steps, in their order. */
  public static final List<String> STEPS =
      List.of(
          "Ask without a token",
          "Find who lets in",
          "Read how to come in",
          "Register",
          "Get consent",
          "Get a token",
          "Connect",
          "List the tools",
          "Search the memory",
          "Sign off",
          "Clean up");

  private final OAuthAddresses addresses;
  private final AuthorizationServer server;
  private final ClientStore clients;
  private final Attempts attempts;
  private final SignInCall call = new SignInCall();
  private final SelfTest selfTest = new SelfTest();

  public SignInTest(
      OAuthAddresses addresses,
      AuthorizationServer server,
      ClientStore clients,
      Attempts attempts) {
    this.addresses = addresses;
    this.server = server;
    this.clients = clients;
    this.attempts = attempts;
  }

  /**
   * Runs the steps until one fails, and then cleans up: the client that registered and what it was
   * allowed are gone afterwards, however it went.
   *
   * @param by lets the client in, to read in the current space
   * @return at least one step, named as {@link #STEPS} are
   */
  public List<Step> run(Principal by) {
    var walk = new SignInWalk(addresses, server, clients, attempts, call, by);
    try {
      boolean isIn =
          walk.step(STEPS.get(0), walk::ask)
              && walk.step(STEPS.get(1), walk::find)
              && walk.step(STEPS.get(2), walk::read)
              && walk.step(STEPS.get(3), walk::register)
              && walk.step(STEPS.get(4), walk::consent)
              && walk.step(STEPS.get(5), walk::token);
      if (isIn) {
        var base = URI.create(addresses.issuer());
        if (walk.add(selfTest.run(base, walk.accessToken()))) {
          walk.step(STEPS.get(9), walk::signOff);
        }
      }
    } finally {
      if (walk.hasRegistered()) walk.step(STEPS.get(10), walk::cleanUp);
    }
    return walk.steps();
  }
}
