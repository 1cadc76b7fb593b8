package everthread.web.mcp.prompts;

import everthread.context.ContextBuilder;
import everthread.context.ContextRequest;
import everthread.memory.MemoryStore;
import everthread.web.mcp.protocol.Content;
import everthread.web.mcp.protocol.Exchange;
import everthread.web.mcp.protocol.Prompt;
import everthread.web.mcp.tools.Recall;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Begins a chat with what is known about a topic, which comes along at once. */
final class RecallTopic implements Prompt {
  private static final int TOKENS = 2_000;

  private final ContextBuilder context;
  private final MemoryStore memories;
  private final Recall recall;

  RecallTopic(ContextBuilder context, MemoryStore memories, Recall recall) {
    this.context = context;
    this.memories = memories;
    this.recall = recall;
  }

  @Override
  public String name() {
    return "recall";
  }

  @Override
  public String title() {
    return "Recall what you know about …";
  }

  @Override
  public String description() {
    return "Begins with what Everthread remembers about a topic.";
  }

  @Override
  public List<Argument> arguments() {
    return List.of(new Argument("topic", "Topic", "A subject, a name or a question", true));
  }

  @Override
  public List<Line> get(Exchange exchange, Map<String, String> arguments) {
    var topic = arguments.getOrDefault("topic", "");
    var request = new ContextRequest(topic, List.of(), null, TOKENS);
    var known = context.build(exchange.caller().space(), request).text();
    return List.of(
        new Line(
            new Content.Text(
                """
                Tell me what you know about this from my earlier chats: %s

                Below is what my memory, Everthread, found. Sum it up, say when and where I said what \
                matters, and name what is uncertain or out of date. If it does not answer, call \
                search_memory with other words before you say that nothing is known."""
                    .formatted(topic))),
        new Line(new Content.Text(known)));
  }

  /** Tags are topics that the person named before. */
  @Override
  public List<String> complete(Exchange exchange, String argument, String begun) {
    if (!argument.equals("topic")) return List.of();
    var wanted = begun.toLowerCase(Locale.ROOT);
    return memories.tags(exchange.caller().space()).keySet().stream()
        .map(recall::line)
        .filter(tag -> tag.toLowerCase(Locale.ROOT).startsWith(wanted))
        .toList();
  }
}
