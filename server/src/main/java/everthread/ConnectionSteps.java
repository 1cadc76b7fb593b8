package everthread;

import everthread.web.mcp.SelfTest;
import everthread.web.page.ConnectionTest.Outcome;
import everthread.web.page.ConnectionTest.Step;
import java.time.Duration;
import java.util.List;

/** Shows the steps of an MCP self-test as the Connect page draws them. */
final class ConnectionSteps {
  private ConnectionSteps() {}

  static List<Step> of(List<SelfTest.Step> steps) {
    return steps.stream().map(ConnectionSteps::step).toList();
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
