package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.ingest.Stats;
import everthread.ingest.StatsSource;
import everthread.memory.MemoryFilter.State;
import everthread.memory.MemoryHygiene;
import everthread.memory.MemoryReport.Kind;
import everthread.memory.MemoryStore;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says how much is remembered, and of what. */
public final class MemoryStats implements Tool {
  private final StatsSource stats;
  private final MemoryStore memories;
  private final MemoryHygiene hygiene;

  public MemoryStats(StatsSource stats, MemoryStore memories, MemoryHygiene hygiene) {
    this.stats = stats;
    this.memories = memories;
    this.hygiene = hygiene;
  }

  @Override
  public String name() {
    return "memory_stats";
  }

  @Override
  public String title() {
    return "Memory statistics";
  }

  @Override
  public String description() {
    return
"""
    How much is remembered: conversations and messages for each assistant, memories that hold, wait \
    for review or were replaced, what could be tidied up (duplicates, what looks like a secret, what was \
never recalled), and whether anything is still being read. Call it only when the \
    person asks about the memory itself.""";
  }

  @Override
  public ObjectNode inputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","additionalProperties":false,"properties":{}}
        """);
  }

  @Override
  public ObjectNode outputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","required":["conversations","messages","memories","pending","drift","sites"],
          "properties":{
          "conversations":{"type":"integer"},
          "messages":{"type":"integer"},
          "memories":{"type":"object","additionalProperties":{"type":"integer"}},
          "report":{"type":"object","additionalProperties":{"type":"integer"}},
          "pending":{"type":"integer"},
          "drift":{"type":"integer"},
          "sites":{"type":"object","additionalProperties":{"type":"object","properties":{
            "conversations":{"type":"integer"},
            "messages":{"type":"integer"}}}}}}
        """);
  }

  @Override
  public Annotations annotations() {
    return Annotations.READS;
  }

  @Override
  public Scope needs() {
    return Scope.READ;
  }

  @Override
  public ToolResult call(Principal caller, ObjectNode arguments) {
    var now = stats.stats(caller.space());
    var counts = memories.counts(caller.space());
    var untidy = untidy(caller);
    var text = sentence(now, counts) + sentence(untidy);
    var data = json(now, counts);
    var report = data.putObject("report");
    untidy.forEach((kind, count) -> report.put(kind.name().toLowerCase(Locale.ROOT), count));
    return new ToolResult.Answer(text, data);
  }

  private Map<Kind, Long> untidy(Principal caller) {
    var untidy = new EnumMap<Kind, Long>(Kind.class);
    hygiene
        .report(caller.space())
        .sections()
        .forEach((kind, section) -> untidy.put(kind, section.count()));
    return untidy;
  }

  private static String sentence(Map<Kind, Long> untidy) {
    var told = new ArrayList<String>();
    add(told, untidy, Kind.DUPLICATE, "said twice");
    add(told, untidy, Kind.NEAR_DUPLICATE, "likely said twice in other words");
    add(told, untidy, Kind.SECRET_LIKE, "with what looks like a secret");
    add(told, untidy, Kind.NEVER_RECALLED, "never recalled in a month");
    return told.isEmpty()
        ? ""
        : "\nTo tidy up on the page Memories: " + String.join(", ", told) + ".";
  }

  private static void add(List<String> told, Map<Kind, Long> untidy, Kind kind, String words) {
    long count = untidy.getOrDefault(kind, 0L);
    if (count > 0) told.add(count + " " + words);
  }

  private static String sentence(Stats now, Map<State, Long> counts) {
    var text = new StringBuilder();
    text.append(now.conversations()).append(" conversations with ").append(now.messages());
    text.append(" messages; ").append(counts.getOrDefault(State.CURRENT, 0L));
    text.append(" memories that hold, ").append(counts.getOrDefault(State.IN_REVIEW, 0L));
    text.append(" in review, ").append(counts.getOrDefault(State.SUPERSEDED, 0L));
    text.append(" replaced by newer ones.");
    now.sites()
        .forEach(
            (site, part) ->
                text.append(
                    "\n%s: %d conversations, %d messages"
                        .formatted(site.displayName(), part.conversations(), part.messages())));
    long pending = pending(now);
    if (pending > 0) text.append("\n").append(pending).append(" things are still being read.");
    return text.toString();
  }

  private static ObjectNode json(Stats now, Map<State, Long> counts) {
    var json = JsonTree.object().put("conversations", now.conversations());
    json.put("messages", now.messages());
    var memories = json.putObject("memories");
    memories.put("current", counts.getOrDefault(State.CURRENT, 0L));
    memories.put("in_review", counts.getOrDefault(State.IN_REVIEW, 0L));
    memories.put("superseded", counts.getOrDefault(State.SUPERSEDED, 0L));
    json.put("pending", pending(now)).put("drift", now.drift());
    var sites = json.putObject("sites");
    now.sites()
        .forEach(
            (site, part) ->
                sites
                    .putObject(site.wireName())
                    .put("conversations", part.conversations())
                    .put("messages", part.messages()));
    return json;
  }

  private static long pending(Stats now) {
    var pending = now.pending();
    return pending.reading() + pending.extraction() + pending.embedding() + pending.index();
  }
}
