package everthread.connecting;

import everthread.oauth.ClientName;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a client did, in words for the person whose client it is. Holds no code, token or
 * verifier, and nothing of a conversation.
 *
 * @param sentence what happened, at most {@value #LONGEST} characters
 * @param fix what to do about it, null when it went well
 */
public record Step(Stage stage, Outcome outcome, String sentence, @Nullable String fix) {
  static final int LONGEST = 300;

  /** How it went. */
  public enum Outcome {
    DONE,
    FAILED,
    /** It is the person's turn. */
    WAITING
  }

  public Step {
    sentence = ClientName.shown(sentence, "", LONGEST);
    fix = fix == null ? null : ClientName.shown(fix, "", LONGEST);
  }

  public static Step done(Stage stage, String sentence) {
    return new Step(stage, Outcome.DONE, sentence, null);
  }

  public static Step waiting(Stage stage, String sentence) {
    return new Step(stage, Outcome.WAITING, sentence, null);
  }

  public static Step failed(Stage stage, String sentence, String fix) {
    return new Step(stage, Outcome.FAILED, sentence, fix);
  }
}
