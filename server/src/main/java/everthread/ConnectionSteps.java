package everthread;

import everthread.space.Principal;
import everthread.web.mcp.SelfTest;
import everthread.web.oauth.SignInTest;
import everthread.web.page.ConnectionTest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows the steps of the tests that the server makes of itself as the Connect page draws them.
 *
 * @param address of this server
 * @param signInTest empty where an issuer elsewhere lets in
 */
record ConnectionSteps(URI address, SelfTest selfTest, Optional<SignInTest> signInTest)
    implements ConnectionTest {

  @Override
  public List<Step> run(String key) {
    return selfTest.run(address, key).stream().map(ConnectionSteps::step).toList();
  }

  /** A step that was not come to stands in its place. */
  @Override
  public List<Step> signIn(Principal by) {
    var done = signInTest.map(test -> test.run(by)).orElse(List.of());
    var steps = new ArrayList<Step>();
    for (var name : SignInTest.STEPS) {
      steps.add(
          done.stream()
              .filter(step -> step.name().equals(name))
              .findFirst()
              .map(ConnectionSteps::step)
              .orElseGet(() -> new Step(name, Outcome.WAITING, "Not tried.", null, null, null)));
    }
    return List.copyOf(steps);
  }

  private static Step step(SelfTest.Step step) {
    return new Step(
        step.name(),
        step.ok() ? Outcome.DONE : Outcome.FAILED,
        step.sentence(),
        Duration.ofMillis(step.millis()),
        null,
        step.fix());
  }
}
