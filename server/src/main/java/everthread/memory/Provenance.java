package everthread.memory;

import everthread.conversation.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a memory comes from and who said it.
 *
 * @param messageSourceId the site's own id of the message
 * @param quote the sentence that it rests on
 * @param extractor the extractor's name
 * @param confidence 0 to 1
 */
public record Provenance(
    UUID conversationId,
    UUID messageId,
    String messageSourceId,
    Role role,
    @Nullable String author,
    String quote,
    String extractor,
    double confidence) {
  public Provenance {
    if (confidence < 0 || confidence > 1) {
      throw new IllegalArgumentException("confidence is not within 0 to 1: " + confidence);
    }
  }
}
