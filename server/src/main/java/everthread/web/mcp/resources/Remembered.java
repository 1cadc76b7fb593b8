package everthread.web.mcp.resources;

import everthread.conversation.ConversationStore;
import everthread.conversation.ConversationSummary;
import everthread.conversation.StoredConversation;
import everthread.memory.Memory;
import everthread.memory.MemoryIds;
import everthread.memory.MemoryStore;
import everthread.space.Principal;
import everthread.space.UuidText;
import everthread.web.mcp.protocol.ResourceContents;
import everthread.web.mcp.protocol.Resources;
import everthread.web.mcp.tools.Recall;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Saved conversations and memories as resources, so that a person can attach one to a chat. */
public final class Remembered implements Resources {
  private static final String CONVERSATION = "everthread://conversation/";
  private static final String MEMORY = "everthread://memory/";
  private static final String TEXT = "text/markdown";
  private static final int PAGE = 50;

  /** So many of the newest chats are looked through for what a person begins to type. */
  private static final int LOOKED_THROUGH = 100;

  private final ConversationStore conversations;
  private final MemoryStore memories;
  private final Recall recall;

  public Remembered(ConversationStore conversations, MemoryStore memories, Recall recall) {
    this.conversations = conversations;
    this.memories = memories;
    this.recall = recall;
  }

  @Override
  public List<Template> templates() {
    return List.of(
        new Template(
            CONVERSATION + "{id}",
            "conversation",
            "A saved conversation",
            "A chat as it was captured, with who said what and when.",
            TEXT),
        new Template(
            MEMORY + "{id}",
            "memory",
            "A memory",
            "One remembered fact, with the sentence that it rests on.",
            TEXT));
  }

  /** The conversations, the most recently active first. */
  @Override
  public Optional<Page> list(Principal caller, @Nullable String cursor) {
    UUID after = null;
    if (cursor != null) {
      after = UuidText.parse(cursor).orElse(null);
      if (after == null) return Optional.empty();
    }
    var found = conversations.list(caller.space(), null, after, PAGE + 1);
    if (after != null && found.isEmpty() && conversations.find(caller.space(), after).isEmpty()) {
      return Optional.empty();
    }
    boolean more = found.size() > PAGE;
    var page = more ? found.subList(0, PAGE) : found;
    var next = more ? page.getLast().id().toString() : null;
    return Optional.of(new Page(page.stream().map(this::listed).toList(), next));
  }

  private Listed listed(ConversationSummary summary) {
    var title = title(summary);
    var about =
        "%s, %d messages, last active %s"
            .formatted(
                summary.site().displayName(),
                summary.messageCount(),
                LocalDate.ofInstant(summary.updatedAt(), ZoneOffset.UTC));
    return new Listed(
        CONVERSATION + summary.id(), title, title, about, TEXT, summary.updatedAt().toString());
  }

  private String title(ConversationSummary summary) {
    var title = summary.title();
    return title == null ? "Untitled" : recall.line(title);
  }

  @Override
  public Optional<List<ResourceContents>> read(Principal caller, String uri) {
    if (uri.startsWith(CONVERSATION)) {
      return UuidText.parse(uri.substring(CONVERSATION.length()))
          .flatMap(id -> conversations.find(caller.space(), id))
          .map(conversation -> List.of(new ResourceContents.Text(uri, TEXT, text(conversation))));
    }
    if (uri.startsWith(MEMORY)) {
      return MemoryIds.ofWire(uri.substring(MEMORY.length()))
          .flatMap(id -> memories.find(caller.space(), id))
          .map(memory -> List.of(new ResourceContents.Text(uri, TEXT, text(memory))));
    }
    return Optional.empty();
  }

  @Override
  public Optional<String> address(String uri) {
    if (uri.startsWith(CONVERSATION)) {
      return UuidText.parse(uri.substring(CONVERSATION.length())).map(Remembered::conversation);
    }
    return uri.startsWith(MEMORY)
        ? MemoryIds.ofWire(uri.substring(MEMORY.length())).map(Remembered::memory)
        : Optional.empty();
  }

  /** The address of a conversation. */
  static String conversation(UUID id) {
    return CONVERSATION + id;
  }

  /** The address of a memory. */
  static String memory(UUID id) {
    return MEMORY + MemoryIds.toWire(id);
  }

  private String text(StoredConversation conversation) {
    var body = new StringBuilder("# ").append(title(conversation.summary())).append("\n");
    for (var message : conversation.activeBranch()) {
      var author = message.author();
      body.append("\n**")
          .append(author == null ? message.role().wireName() : recall.line(author))
          .append("**, ")
          .append(message.createdAt())
          .append("\n\n")
          .append(recall.text(message.text()).strip())
          .append('\n');
    }
    var head = "A conversation on " + conversation.summary().site().displayName() + ".";
    return recall.framed(head, body.toString(), "");
  }

  private String text(Memory memory) {
    var body = new StringBuilder(recall.text(memory.content()));
    var provenance = memory.provenance();
    if (provenance != null) {
      body.append("\n\nIt rests on: ").append(recall.line(provenance.quote()));
    }
    var day = LocalDate.ofInstant(memory.saidAt(), ZoneOffset.UTC);
    var head = "A memory of " + day + ", from " + memory.site().displayName() + ".";
    return recall.framed(head, body.toString(), "");
  }

  /** Ids of conversations whose title holds what was typed; a person sees titles, not ids. */
  @Override
  public List<String> complete(
      Principal caller, String uriTemplate, String variable, String begun) {
    if (!uriTemplate.startsWith(CONVERSATION) || !variable.equals("id")) return List.of();
    var wanted = begun.toLowerCase(Locale.ROOT);
    return conversations.list(caller.space(), null, null, LOOKED_THROUGH).stream()
        .filter(
            summary ->
                summary.id().toString().startsWith(wanted)
                    || title(summary).toLowerCase(Locale.ROOT).contains(wanted))
        .map(summary -> summary.id().toString())
        .toList();
  }
}
