package everthread.conversation;

/** Writes a conversation's active branch as Markdown. Pure. */
public final class ConversationMarkdown {
  private ConversationMarkdown() {}

  public static String of(StoredConversation conversation) {
    var summary = conversation.summary();
    var text = new StringBuilder();
    var title = summary.title();
    text.append("# ").append(title == null ? "Untitled conversation" : title).append("\n\n");
    text.append(summary.site().displayName()).append(", ").append(summary.createdAt());
    if (summary.url() != null) text.append(", <").append(summary.url()).append('>');
    text.append("\n");
    for (var message : conversation.activeBranch()) append(text, message, summary.site());
    return text.toString();
  }

  private static void append(StringBuilder text, StoredMessage message, Site site) {
    text.append("\n## ").append(speaker(message, site)).append(", ");
    text.append(message.createdAt()).append("\n\n").append(message.text().strip()).append("\n");
    for (var file : message.attachments()) text.append("\n[").append(file.name()).append("]\n");
    if (!message.complete()) text.append("\n_(broken off here)_\n");
  }

  /** Who speaks, as a person would say it. */
  private static String speaker(StoredMessage message, Site site) {
    if (message.author() != null) return message.author();
    return switch (message.role()) {
      case USER -> "You";
      case ASSISTANT ->
          site == Site.API || site == Site.IMPORT || site == Site.OTHER
              ? "Assistant"
              : site.displayName();
      case SYSTEM -> "System";
      case TOOL -> "Tool";
    };
  }
}
