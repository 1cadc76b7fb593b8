package everthread.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is kept.
 *
 * @param parentId id of the message that it follows, null for a first one
 * @param createdAt when it was said; where the site does not tell, when it was first captured
 */
public record StoredMessage(
    UUID id,
    UUID conversationId,
    String sourceId,
    @Nullable UUID parentId,
    Role role,
    @Nullable String author,
    String text,
    @Nullable String reasoning,
    @Nullable String model,
    Instant createdAt,
    boolean complete,
    List<Attachment> attachments) {
  public StoredMessage {
    attachments = List.copyOf(attachments);
  }
}
