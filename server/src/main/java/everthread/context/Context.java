package everthread.context;

import everthread.search.Hit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a model is told: recalled notes, quoted, each with its number.
 *
 * @param text for the model; says so itself when nothing relevant is known
 * @param tokens of the text by o200k_base, never above what was asked for
 * @param citations what the numbers in the text stand for, in order; empty when nothing is relevant
 */
public record Context(String text, int tokens, List<Citation> citations) {
  public Context {
    citations = List.copyOf(citations);
  }

  /**
   * What a number stands for.
   *
   * @param n as it stands in the text, from 1
   * @param messageId that it rests on; null for a memory that was written by hand
   * @param sourceId the site's id of that message
   * @param url of the conversation at its site
   */
  public record Citation(
      int n,
      Hit.Kind kind,
      UUID id,
      @Nullable UUID conversationId,
      @Nullable UUID messageId,
      @Nullable String sourceId,
      @Nullable String url) {

    static Citation of(int n, Hit hit) {
      var source = hit.sources().isEmpty() ? null : hit.sources().getFirst();
      return new Citation(
          n,
          hit.kind(),
          hit.id(),
          hit.conversationId(),
          source == null ? null : source.messageId(),
          source == null ? null : source.sourceId(),
          hit.url());
    }
  }
}
