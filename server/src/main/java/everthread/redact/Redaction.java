package everthread.redact;

import java.util.List;

/**
 * A text without its secrets.
 *
 * @param text with {@code [redacted:<kind>]} where a secret was
 * @param found in order of their place; empty when the text is as it was
 */
public record Redaction(String text, List<Found> found) {
  public Redaction {
    found = List.copyOf(found);
  }

  /**
   * Where a secret was; the secret itself is not kept.
   *
   * @param kind such as {@code github-token}
   * @param offset of the marker in the redacted text, in UTF-16 units
   */
  public record Found(String kind, int offset) {}
}
