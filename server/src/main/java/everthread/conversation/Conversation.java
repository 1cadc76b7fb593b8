package everthread.conversation;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation, or the part of one that a capture tells, as a site or a program told it. A null
 * means "not told", never "remove".
 *
 * @param sourceId the site's own id of the conversation, never blank
 * @param messages parents before their children; may be empty when only the title is told
 * @param activeLeaf source id of the last message of the branch shown; null when not told
 */
public record Conversation(
    Site site,
    String sourceId,
    @Nullable String title,
    @Nullable String project,
    @Nullable String url,
    @Nullable String model,
    @Nullable Instant createdAt,
    List<Message> messages,
    @Nullable String activeLeaf) {
  public Conversation {
    requireNonNull(site, "site");
    if (sourceId.isBlank()) throw new IllegalArgumentException("a conversation needs a source id");
    messages = List.copyOf(messages);
  }
}
