package everthread.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation's page.
 *
 * @param when such as "3 March 2026, 20:58 to 21:30"
 * @param original the conversation at its site, empty when unknown
 * @param part the messages shown now
 */
public record ConversationView(
    String id,
    String title,
    SiteMark site,
    String model,
    String project,
    String when,
    String messages,
    String original,
    String originalHost,
    String markdown,
    String language,
    List<OutlineEntry> outline,
    Part part) {
  public ConversationView {
    outline = List.copyOf(outline);
  }

  /** One of the person's own turns. */
  public record OutlineEntry(String text, String link) {}

  /**
   * A stretch of a conversation.
   *
   * @param earlier address of the part before, empty when this is the first
   * @param later address of the part after, empty when this is the last
   */
  public record Part(
      List<MessageView> messages,
      String earlier,
      String earlierLabel,
      String later,
      String laterLabel) {
    public Part {
      messages = List.copyOf(messages);
    }
  }

  /**
   * @param html safe HTML
   * @param reasoning safe HTML, empty when there is none
   * @param thought such as "Thought in 214 words"
   * @param folded safe HTML of pasted text, empty when nothing is folded
   * @param foldLabel such as "Pasted text, 214 lines"
   * @param stopped a sentence when the message was cut short, empty when whole
   * @param branch null when nothing else was said in its place
   * @param arrived whether a link led here
   */
  public record MessageView(
      String anchor,
      boolean yours,
      String who,
      SiteMark site,
      String time,
      String html,
      String reasoning,
      String thought,
      String folded,
      String foldLabel,
      List<String> attachments,
      String stopped,
      @Nullable Branch branch,
      boolean arrived,
      String language,
      List<FactView> facts) {
    public MessageView {
      attachments = List.copyOf(attachments);
      facts = List.copyOf(facts);
    }
  }

  /** What else was said in a message's place. @param previous empty at the first */
  public record Branch(String place, String kind, String previous, String next) {}

  /** A memory that came from a message. */
  public record FactView(
      String id, String text, ValidityView validity, String link, String edit, boolean inReview) {}
}
