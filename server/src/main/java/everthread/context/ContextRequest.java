package everthread.context;

import everthread.conversation.Site;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is to be told about.
 *
 * @param question words or a question; empty when only tags are asked for
 * @param tags only memories that bear all of these; empty does not narrow
 * @param site only what was said there; null does not narrow
 * @param maxTokens what the text may have at most, {@value #LEAST} to {@value #MOST}
 */
public record ContextRequest(
    String question, List<String> tags, @Nullable Site site, int maxTokens) {
  /** So little leaves no room for a note; then the text is empty. */
  public static final int LEAST = 1;

  public static final int MOST = 100_000;

  public ContextRequest {
    tags = List.copyOf(tags);
    if (question.isBlank() && tags.isEmpty()) {
      throw new IllegalArgumentException("neither a question nor a tag");
    }
    if (maxTokens < LEAST || maxTokens > MOST) {
      throw new IllegalArgumentException("max_tokens is out of bounds: " + maxTokens);
    }
  }
}
