package everthread.extract;

import org.jspecify.annotations.Nullable;

/**
 * A fact that a turn states.
 *
 * @param text third person, self-contained
 * @param sourceId of the turn that states it
 * @param author who said it, null for the person whose space it is
 * @param quote the sentence that it rests on, as written
 * @param confidence 0 to 1; at least 0.8 is kept unasked, the rest goes to review
 * @param extractor the name of the extractor that found it
 */
public record Fact(
    String text,
    String sourceId,
    @Nullable String author,
    String quote,
    double confidence,
    String extractor) {
  /** From here on a fact is kept without asking. */
  public static final double SURE = 0.8;

  public Fact {
    if (text.isBlank()) throw new IllegalArgumentException("a fact needs text");
    if (confidence < 0 || confidence > 1) {
      throw new IllegalArgumentException("confidence is not within 0 to 1: " + confidence);
    }
  }
}
