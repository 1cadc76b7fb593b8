package everthread.web.page;

import everthread.space.Principal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tries what a client would do, against this server's own address. Blocks. */
public interface ConnectionTest {

  /**
   * Runs the steps in order and stops at the first that fails; those after it are {@link
   * Outcome#WAITING}. Never throws for a failed step.
   *
   * @param key the secret to connect with
   */
  List<Step> run(String key);

  /**
   * Goes the whole way of a client that signs in: discovery, registration, consent, token, MCP,
   * revocation. What it leaves behind is removed.
   *
   * @param by gives the consent, by asking for this
   * @return every step; those that were not tried are {@link Outcome#WAITING}
   */
  List<Step> signIn(Principal by);

  /** How a step went. */
  enum Outcome {
    DONE,
    FAILED,
    WAITING
  }

  /**
   * One step of the thread.
   *
   * @param title what is tried, such as "It lists the tools"
   * @param detail what was seen, one sentence
   * @param took null for a step that was not run
   * @param why of a failed step the likely reason, null otherwise
   * @param fix of a failed step what to do, null otherwise
   */
  record Step(
      String title,
      Outcome outcome,
      String detail,
      @Nullable Duration took,
      @Nullable String why,
      @Nullable String fix) {}
}
