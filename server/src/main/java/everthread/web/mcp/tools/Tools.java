package everthread.web.mcp.tools;

import everthread.context.ContextBuilder;
import everthread.conversation.ConversationStore;
import everthread.ingest.StatsSource;
import everthread.memory.MemoryHygiene;
import everthread.memory.MemoryStore;
import everthread.search.SearchIndex;
import everthread.web.mcp.protocol.Tool;
import java.util.ArrayList;
import java.util.List;

/** Every tool that is served, in the order in which clients list them. A new tool goes here. */
public final class Tools {
  private Tools() {}

  /** What the tools stand on. */
  public record Stores(
      SearchIndex index,
      MemoryStore memories,
      MemoryHygiene hygiene,
      ConversationStore conversations,
      ContextBuilder context,
      StatsSource stats) {}

  /**
   * @param links addresses that open a thing in this server's pages
   */
  public static List<Tool> all(Stores stores, Links links, Recall recall) {
    var memories = stores.memories();
    var conversations = stores.conversations();
    var search = new SearchMemory(stores.index(), recall);
    var add = new AddMemory(memories, recall);
    var context = new GetContext(stores.context());
    var tags = new ListTags(memories, recall);
    var tools = new ArrayList<Tool>();
    tools.add(search);
    tools.add(add);
    tools.add(new ListMemories(memories, recall));
    tools.add(new GetConversation(conversations, recall));
    tools.add(new DeleteMemory(memories, conversations));
    tools.add(context);
    tools.add(new GetMemory(memories, recall));
    tools.add(new UpdateMemory(memories, recall));
    tools.add(new ListConversations(conversations, recall));
    tools.add(tags);
    tools.add(new MemoryStats(stores.stats(), memories, stores.hygiene()));
    tools.add(new ExportMemories(memories, recall));
    tools.add(new Search(stores.index(), links, recall));
    tools.add(new Fetch(memories, conversations, links, recall));
    var save = new SaveMemories("batch_save_memories", add, stores.index());
    tools.addAll(Aliases.of(add, search, context, tags, save));
    return List.copyOf(tools);
  }
}
