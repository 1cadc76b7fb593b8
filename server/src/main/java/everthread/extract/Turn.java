package everthread.extract;

import everthread.conversation.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message as extractors see it.
 *
 * @param author a speaker's name, null for the person whose space it is
 * @param text Markdown as it was written
 * @param saidAt when, null where it is not known; "tomorrow" is reckoned from it
 */
public record Turn(
    String sourceId, Role role, @Nullable String author, String text, @Nullable Instant saidAt) {

  /** A message of which nobody knows when it was written. */
  public Turn(String sourceId, Role role, @Nullable String author, String text) {
    this(sourceId, role, author, text, null);
  }
}
