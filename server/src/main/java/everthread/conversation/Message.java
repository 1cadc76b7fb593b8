package everthread.conversation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One utterance as a site or a program told it, before it is stored.
 *
 * @param sourceId the site's own id of the message, or a stable one made from its content; never
 *     blank
 * @param parentSourceId the message that it follows; null for a first message
 * @param author a speaker's name where it is known apart from the role
 * @param text Markdown; may be empty when only attachments or reasoning are there
 * @param reasoning what the model thought before answering, Markdown
 * @param createdAt when it was said, null when the site does not tell
 * @param complete false when the answer was cut off and may be healed by a later capture
 */
public record Message(
    String sourceId,
    @Nullable String parentSourceId,
    Role role,
    @Nullable String author,
    String text,
    @Nullable String reasoning,
    @Nullable String model,
    @Nullable Instant createdAt,
    boolean complete,
    List<Attachment> attachments) {
  public Message {
    requireNonNull(role, "role");
    requireNonNull(text, "text");
    if (sourceId.isBlank()) throw new IllegalArgumentException("a message needs a source id");
    attachments = List.copyOf(attachments);
  }

  /** A whole message with nothing but its words. */
  public static Message of(
      String sourceId, @Nullable String parentSourceId, Role role, String text) {
    return new Message(
        sourceId, parentSourceId, role, null, text, null, null, null, true, List.of());
  }
}
