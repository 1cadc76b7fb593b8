package everthread.web.page;

import everthread.space.Principal;
import java.time.Duration;
import java.util.List;

/** Tests of a connection that went well, or that failed for a key that is no good. */
final class FakeConnectionTest implements ConnectionTest {
  @Override
  public List<Step> run(String key) {
    var took = Duration.ofMillis(4);
    if (!key.startsWith("et_9fQ2")) {
      return List.of(
          new Step("The server answers", Outcome.DONE, "It speaks MCP.", took, null, null),
          new Step(
              "The key",
              Outcome.FAILED,
              "The key was refused (401).",
              took,
              "it was revoked, or a character is missing.",
              "Make a new key here and paste the whole text again."),
          new Step("It lists the tools", Outcome.WAITING, "Not tried.", null, null, null));
    }
    return List.of(
        new Step("The server answers", Outcome.DONE, "MCP revision 2025-11-25.", took, null, null),
        new Step("It lists the tools", Outcome.DONE, "14 tools are ready.", took, null, null),
        new Step(
            "It remembers something",
            Outcome.DONE,
            "A search found 5 memories.",
            Duration.ofMillis(9),
            null,
            null));
  }

  /** One that found another public address than the configured one. */
  @Override
  public List<Step> signIn(Principal by) {
    var took = Duration.ofMillis(3);
    return List.of(
        new Step("Ask without a token", Outcome.DONE, "It was refused.", took, null, null),
        new Step(
            "Find who lets in",
            Outcome.FAILED,
            "Nothing could be reached at memory.example.org.",
            Duration.ofMillis(3004),
            null,
            "Check the address and the port, and that Everthread runs there."),
        new Step("Read how to come in", Outcome.WAITING, "Not tried.", null, null, null));
  }
}
