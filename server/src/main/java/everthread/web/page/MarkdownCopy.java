package everthread.web.page;

import everthread.conversation.ConversationSummary;
import everthread.conversation.StoredMessage;
import java.util.List;

/** A branch of a conversation as one Markdown text, for taking it elsewhere. Pure. */
final class MarkdownCopy {
  private MarkdownCopy() {}

  static String of(ConversationSummary summary, List<StoredMessage> branch, Dates dates) {
    var text = new StringBuilder();
    text.append("# ").append(oneLine(summary.title() == null ? "Conversation" : summary.title()));
    text.append("\n\n").append(summary.site().displayName());
    text.append(", ").append(dates.dayAndTime(summary.createdAt())).append('\n');
    var link = SafeLink.of(summary.url());
    if (!link.isEmpty()) text.append('<').append(link).append(">\n");
    for (var message : branch) {
      text.append("\n## ");
      text.append(oneLine(Speakers.name(message.role(), summary.site(), message.author())));
      text.append(", ").append(dates.dayAndTime(message.createdAt())).append("\n\n");
      text.append(message.text().strip()).append('\n');
    }
    return text.toString();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
