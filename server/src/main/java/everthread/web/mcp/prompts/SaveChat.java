package everthread.web.mcp.prompts;

import everthread.web.mcp.protocol.Content;
import everthread.web.mcp.protocol.Exchange;
import everthread.web.mcp.protocol.Prompt;
import java.util.List;
import java.util.Map;

/** Has the model keep what matters of the chat so far. */
final class SaveChat implements Prompt {
  @Override
  public String name() {
    return "save_chat";
  }

  @Override
  public String title() {
    return "Save what matters from this chat";
  }

  @Override
  public String description() {
    return "Keeps the lasting facts, decisions and preferences of this chat as memories.";
  }

  @Override
  public List<Argument> arguments() {
    return List.of();
  }

  @Override
  public List<Line> get(Exchange exchange, Map<String, String> arguments) {
    return List.of(
        new Line(
            new Content.Text(
                """
                Look through our chat so far and keep what will matter in other chats: facts about me, \
                preferences, decisions with their reasons, names and dates of projects. Show me the list \
                first, at most ten, each one self-contained statement in the third person; leave out \
                passing tasks, guesses and secrets. When I agree, call search_memory to see what is known \
                already, then add_memory for each that is new, and update_memory for each that has changed.""")));
  }
}
