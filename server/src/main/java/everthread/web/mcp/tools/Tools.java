package everthread.web.mcp.tools;

import everthread.conversation.ConversationStore;
import everthread.memory.MemoryStore;
import everthread.search.SearchIndex;
import everthread.web.mcp.protocol.Tool;
import java.util.List;

/** Every tool that is served, in the order in which clients list them. A new tool goes here. */
public final class Tools {
  private Tools() {}

  public static List<Tool> all(
      SearchIndex index, MemoryStore memories, ConversationStore conversations, Recall recall) {
    return List.of(
        new SearchMemory(index, recall),
        new AddMemory(memories, recall),
        new ListMemories(memories, recall),
        new GetConversation(conversations, recall),
        new DeleteMemory(memories, conversations));
  }
}
