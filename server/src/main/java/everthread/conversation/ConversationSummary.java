package everthread.conversation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A conversation without its messages, for lists and for the head of a page. */
public record ConversationSummary(
    UUID id,
    Site site,
    String sourceId,
    @Nullable String title,
    @Nullable String project,
    @Nullable String url,
    @Nullable String model,
    Instant createdAt,
    Instant updatedAt,
    int messageCount) {}
