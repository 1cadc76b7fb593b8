package everthread.store.pg;

import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.feed.Change;
import everthread.feed.Change.Subject;
import everthread.memory.Memory;
import everthread.search.IndexSource;
import everthread.space.SpaceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the search index reads, from Postgres. Thread-safe. */
public final class PgIndexSource implements IndexSource {
  private static final int BATCH = 200;

  /** $1 space, $2 ids. */
  private static final String CONVERSATIONS =
      "SELECT "
          + ConversationRow.COLUMNS
          + " FROM conversation WHERE space_id = $1 AND id = ANY($2) AND hidden_at IS NULL";

  /** $1 space, $2 conversations. */
  private static final String MESSAGES =
      "SELECT conversation_id, "
          + MessageRow.COLUMNS
          + " FROM message WHERE space_id = $1 AND conversation_id = ANY($2)";

  /** $1 space, $2 ids. */
  private static final String MEMORIES =
      "SELECT "
          + MemoryRow.COLUMNS
          + " FROM memory WHERE space_id = $1 AND id = ANY($2) AND hidden_at IS NULL";

  /** $1 space, $2 id that the batch before ended with or null, $3 limit. */
  private static final String CONVERSATION_IDS =
      """
      SELECT id FROM conversation WHERE space_id = $1 AND ($2::uuid IS NULL OR id > $2)
      ORDER BY id LIMIT $3
      """;

  /** $1 space, $2 id that the batch before ended with or null, $3 limit. */
  private static final String MEMORY_IDS =
      """
      SELECT id FROM memory WHERE space_id = $1 AND ($2::uuid IS NULL OR id > $2)
      ORDER BY id LIMIT $3
      """;

  private final Database database;

  public PgIndexSource(Database database) {
    this.database = database;
  }

  @Override
  public Update load(SpaceId space, Collection<Change> changes) {
    var memoryIds = ids(changes, Subject.MEMORY);
    var wanted = new HashMap<UUID, Set<UUID>>();
    var whole = ids(changes, Subject.CONVERSATION);
    for (var change : changes) {
      var conversation = change.conversationId();
      if (change.subject() == Subject.MESSAGE && conversation != null) {
        wanted.computeIfAbsent(conversation, id -> new HashSet<>()).add(change.subjectId());
      }
    }
    return database.inSpace(
        space, transaction -> load(transaction, space, wanted, whole, memoryIds));
  }

  private static Set<UUID> ids(Collection<Change> changes, Subject subject) {
    var ids = new LinkedHashSet<UUID>();
    for (var change : changes) if (change.subject() == subject) ids.add(change.subjectId());
    return ids;
  }

  private static Update load(
      Transaction transaction,
      SpaceId space,
      Map<UUID, Set<UUID>> wanted,
      Set<UUID> whole,
      Set<UUID> memoryIds) {
    var asked = new LinkedHashSet<>(wanted.keySet());
    asked.addAll(whole);
    var conversations = conversations(transaction, space, asked);

    var messages = new ArrayList<IndexedMessage>();
    var goneMessages = new ArrayList<UUID>();
    for (var conversation : conversations.values()) {
      var id = conversation.summary().id();
      var changed = wanted.getOrDefault(id, Set.of());
      var neighbourhood = new Neighbourhood(conversation);
      messages.addAll(whole.contains(id) ? neighbourhood.all() : neighbourhood.around(changed));
      var present = new HashSet<UUID>();
      for (var message : conversation.messages()) present.add(message.id());
      changed.stream().filter(message -> !present.contains(message)).forEach(goneMessages::add);
    }
    var memories = memories(transaction, space, memoryIds);
    return new Update(
        messages,
        memories,
        goneMessages,
        missing(memoryIds, memories.stream().map(Memory::id).toList()),
        missing(asked, conversations.keySet()));
  }

  private static List<UUID> missing(Set<UUID> asked, Collection<UUID> found) {
    return asked.stream().filter(id -> !found.contains(id)).toList();
  }

  private static Map<UUID, StoredConversation> conversations(
      Transaction transaction, SpaceId space, Set<UUID> ids) {
    if (ids.isEmpty()) return Map.of();
    var asked = ids.toArray(UUID[]::new);
    var rows = transaction.list(ConversationRow::of, CONVERSATIONS, space.value(), asked);
    var messages = new HashMap<UUID, List<MessageRow>>();
    for (var row : transaction.run(MESSAGES, space.value(), asked)) {
      messages
          .computeIfAbsent(row.getUUID("conversation_id"), id -> new ArrayList<>())
          .add(MessageRow.of(row));
    }
    var found = new LinkedHashMap<UUID, StoredConversation>();
    for (var row : rows) {
      found.put(
          row.id(), PgConversationStore.whole(row, messages.getOrDefault(row.id(), List.of())));
    }
    return found;
  }

  private static List<Memory> memories(Transaction transaction, SpaceId space, Set<UUID> ids) {
    if (ids.isEmpty()) return List.of();
    return transaction.list(MemoryRow::of, MEMORIES, space.value(), ids.toArray(UUID[]::new));
  }

  @Override
  public void loadAll(SpaceId space, Consumer<Update> batch) {
    walk(space, CONVERSATION_IDS, ids -> batch.accept(loadWhole(space, ids, Set.of())));
    walk(space, MEMORY_IDS, ids -> batch.accept(loadWhole(space, Set.of(), ids)));
  }

  private Update loadWhole(SpaceId space, Set<UUID> conversations, Set<UUID> memories) {
    return database.inSpace(
        space, transaction -> load(transaction, space, Map.of(), conversations, memories));
  }

  private void walk(SpaceId space, String sql, Consumer<Set<UUID>> batch) {
    UUID last = null;
    while (true) {
      var after = last;
      var ids =
          database.inSpace(
              space,
              transaction ->
                  transaction.list(row -> row.getUUID("id"), sql, space.value(), after, BATCH));
      if (ids.isEmpty()) return;
      batch.accept(new LinkedHashSet<>(ids));
      last = ids.getLast();
    }
  }

  /** Finds the messages around a message in one conversation. */
  private static final class Neighbourhood {
    private final StoredConversation conversation;
    private final Map<UUID, StoredMessage> byId = new LinkedHashMap<>();
    private final Map<UUID, StoredMessage> newestChild = new HashMap<>();
    private final Set<UUID> active = new HashSet<>();

    Neighbourhood(StoredConversation conversation) {
      this.conversation = conversation;
      for (var message : conversation.messages()) {
        byId.put(message.id(), message);
        if (message.parentId() != null) newestChild.put(message.parentId(), message);
      }
      for (var message : conversation.activeBranch()) active.add(message.id());
    }

    List<IndexedMessage> all() {
      return conversation.messages().stream().map(this::indexed).toList();
    }

    /** The changed messages and those in whose fields they stand as neighbours. */
    List<IndexedMessage> around(Set<UUID> changed) {
      var touched = new LinkedHashSet<StoredMessage>();
      for (var id : changed) {
        var message = byId.get(id);
        if (message == null) continue;
        touched.add(message);
        touched.add(parent(message));
        touched.add(parent(parent(message)));
      }
      for (var message : conversation.messages()) {
        var parent = parent(message);
        if (isIn(changed, parent) || isIn(changed, parent(parent))) touched.add(message);
      }
      return touched.stream().filter(Objects::nonNull).map(this::indexed).toList();
    }

    private static boolean isIn(Set<UUID> ids, @Nullable StoredMessage message) {
      return message != null && ids.contains(message.id());
    }

    private IndexedMessage indexed(StoredMessage message) {
      var previous = parent(message);
      var next = newestChild.get(message.id());
      return new IndexedMessage(
          message,
          conversation.summary(),
          previous,
          parent(previous),
          next,
          next == null ? null : newestChild.get(next.id()),
          active.contains(message.id()));
    }

    private @Nullable StoredMessage parent(@Nullable StoredMessage message) {
      if (message == null || message.parentId() == null) return null;
      return byId.get(message.parentId());
    }
  }
}
