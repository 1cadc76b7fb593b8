package everthread.web.mcp.prompts;

import everthread.conversation.ConversationStore;
import everthread.conversation.ConversationSummary;
import everthread.web.mcp.protocol.Content;
import everthread.web.mcp.protocol.Exchange;
import everthread.web.mcp.protocol.Prompt;
import everthread.web.mcp.tools.Recall;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Has the model sum up the last seven days' chats, of which the list comes along at once. */
final class WeeklyDigest implements Prompt {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int MOST = 100;

  private final ConversationStore conversations;
  private final Recall recall;

  WeeklyDigest(ConversationStore conversations, Recall recall) {
    this.conversations = conversations;
    this.recall = recall;
  }

  @Override
  public String name() {
    return "weekly_digest";
  }

  @Override
  public String title() {
    return "Weekly digest";
  }

  @Override
  public String description() {
    return "Sums up what you talked about with all your assistants in the last seven days.";
  }

  @Override
  public List<Argument> arguments() {
    return List.of();
  }

  @Override
  public List<Line> get(Exchange exchange, Map<String, String> arguments) {
    var since = Instant.now().minus(WEEK);
    var chats =
        conversations.list(exchange.caller().space(), null, null, MOST).stream()
            .filter(chat -> chat.updatedAt().isAfter(since))
            .toList();
    return List.of(
        new Line(
            new Content.Text(
                """
                Write a digest of my week from my chats with all assistants: what I worked on, what I \
                decided, what is still open, and what I might have forgotten. Half a page, by subject, \
                not by chat; name the chat behind each point. Read those that matter with \
                get_conversation before you write.""")),
        new Line(new Content.Text(list(chats))));
  }

  private String list(List<ConversationSummary> chats) {
    if (chats.isEmpty()) return "No chat was saved in the last seven days.";
    var body = new StringBuilder();
    for (var chat : chats) {
      var title = chat.title();
      body.append(LocalDate.ofInstant(chat.updatedAt(), ZoneOffset.UTC))
          .append(", ")
          .append(chat.site().displayName())
          .append(", ")
          .append(chat.messageCount())
          .append(" messages; conversation ")
          .append(chat.id())
          .append("; ")
          .append(title == null ? "untitled" : recall.line(title))
          .append('\n');
    }
    return recall.framed("The chats of the last seven days, newest first.", body.toString(), "");
  }
}
