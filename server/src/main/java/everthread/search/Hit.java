package everthread.search;

import everthread.conversation.Role;
import everthread.conversation.Site;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing found.
 *
 * @param id of the message or memory
 * @param score higher is better; comparable within one answer only
 * @param text the passage as it would be given to a model
 * @param snippet plain text pieces for a page, the found words marked
 * @param title of the conversation, or of the memory
 * @param role who said it; null for a memory that was written by hand
 * @param saidAt of a memory, since when it holds; else when it was added
 * @param state validity of a memory ("current", "in_review", "superseded"), null for a message
 * @param url of the conversation at its site
 * @param sources the messages that it rests on; a message names itself
 */
public record Hit(
    Kind kind,
    UUID id,
    float score,
    String text,
    List<Piece> snippet,
    @Nullable String title,
    Site site,
    @Nullable Role role,
    @Nullable String author,
    Instant saidAt,
    @Nullable UUID conversationId,
    @Nullable String url,
    List<String> tags,
    @Nullable String state,
    List<SourceMessage> sources) {
  public Hit {
    snippet = List.copyOf(snippet);
    tags = List.copyOf(tags);
    sources = List.copyOf(sources);
  }

  /** What was found. */
  public enum Kind {
    MEMORY,
    MESSAGE
  }

  /** A run of a snippet's text; {@code found} when it is a word that was looked for. */
  public record Piece(String text, boolean found) {}

  /** Names a message. */
  public record SourceMessage(UUID messageId, String sourceId, UUID conversationId) {}
}
