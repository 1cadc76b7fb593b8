package everthread.store.pg;

import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.feed.Change;
import everthread.feed.Change.Subject;
import everthread.memory.Memory;
import everthread.search.IndexSource;
import everthread.search.embed.EmbeddedChunk;
import everthread.space.SpaceId;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the search index reads, from Postgres. Thread-safe. */
public final class PgIndexSource implements IndexSource {
  private static final int BATCH = 200;

  /** A batch of a walk holds about so many messages, however long the conversations are. */
  private static final int MESSAGES_A_BATCH = 4_000;

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

  /** $1 space, $2 conversations: all that tells how messages follow each other, and no texts. */
  private static final String OUTLINE =
      """
      SELECT conversation_id, id, source_id, parent_source_id, role, NULL AS author, '' AS text,
        NULL AS reasoning, NULL AS model, said_at, first_seen_at, seen_at, ordinal, source, complete,
        '[]'::jsonb AS attachments
      FROM message WHERE space_id = $1 AND conversation_id = ANY($2)
      """;

  /** $1 space, $2 ids. */
  private static final String SOME_MESSAGES =
      "SELECT " + MessageRow.COLUMNS + " FROM message WHERE space_id = $1 AND id = ANY($2)";

  /** $1 space, $2 ids. */
  private static final String MEMORIES =
      "SELECT "
          + MemoryRow.COLUMNS
          + " FROM memory WHERE space_id = $1 AND id = ANY($2) AND hidden_at IS NULL";

  /** $1 space, $2 id that the batch before ended with or null, $3 limit. */
  private static final String CONVERSATION_IDS =
      """
      SELECT id, message_count AS size FROM conversation
      WHERE space_id = $1 AND id > coalesce($2, '00000000-0000-0000-0000-000000000000'::uuid)
      ORDER BY id LIMIT $3
      """;

  /** $1 space, $2 id that the batch before ended with or null, $3 limit. */
  private static final String MEMORY_IDS =
      """
      SELECT id, 1 AS size FROM memory
      WHERE space_id = $1 AND id > coalesce($2, '00000000-0000-0000-0000-000000000000'::uuid)
      ORDER BY id LIMIT $3
      """;

  private final Database database;
  private final Supplier<Optional<String>> model;

  /** For an index of words alone. */
  public PgIndexSource(Database database) {
    this(database, Optional::empty);
  }

  /**
   * @param model id of the model whose vectors are read with the texts; empty when none is in use
   */
  public PgIndexSource(Database database, Supplier<Optional<String>> model) {
    this.database = database;
    this.model = model;
  }

  @Override
  public Update load(SpaceId space, Collection<Change> changes) {
    var memoryIds = ids(changes, Subject.MEMORY);
    for (var change : changes) {
      if (change.subject() == Subject.VECTORS && change.conversationId() == null) {
        memoryIds.add(change.subjectId());
      }
    }
    var wanted =
        new Wanted(
            messages(changes, Subject.MESSAGE),
            messages(changes, Subject.VECTORS),
            ids(changes, Subject.CONVERSATION),
            memoryIds);
    return database.inSpace(space, transaction -> load(transaction, space, wanted));
  }

  /**
   * What is to be read.
   *
   * @param changed messages that changed, by conversation: their neighbours are read anew with them
   * @param alone messages whose vectors alone are others: no neighbour knows of them
   * @param whole conversations of which everything is read
   */
  private record Wanted(
      Map<UUID, Set<UUID>> changed,
      Map<UUID, Set<UUID>> alone,
      Set<UUID> whole,
      Set<UUID> memories) {

    Set<UUID> outlined() {
      var outlined = new LinkedHashSet<>(changed.keySet());
      outlined.addAll(alone.keySet());
      outlined.removeAll(whole);
      return outlined;
    }

    Set<UUID> touched(Neighbourhood around) {
      var touched = around.touched(changed.getOrDefault(around.conversation(), Set.of()));
      alone.getOrDefault(around.conversation(), Set.of()).stream()
          .filter(around::has)
          .forEach(touched::add);
      return touched;
    }
  }

  private static Map<UUID, Set<UUID>> messages(Collection<Change> changes, Subject subject) {
    var byConversation = new HashMap<UUID, Set<UUID>>();
    for (var change : changes) {
      var conversation = change.conversationId();
      if (change.subject() == subject && conversation != null) {
        byConversation.computeIfAbsent(conversation, id -> new HashSet<>()).add(change.subjectId());
      }
    }
    return byConversation;
  }

  private static Set<UUID> ids(Collection<Change> changes, Subject subject) {
    var ids = new LinkedHashSet<UUID>();
    for (var change : changes) if (change.subject() == subject) ids.add(change.subjectId());
    return ids;
  }

  private Update load(Transaction transaction, SpaceId space, Wanted wanted) {
    var outlined = wanted.outlined();
    var loaded = new Loaded(new ArrayList<>(), new ArrayList<>());
    var found = new HashSet<UUID>();
    for (var conversation : conversations(transaction, space, wanted.whole(), MESSAGES)) {
      found.add(conversation.summary().id());
      var around = new Neighbourhood(conversation);
      loaded.take(around, around.all(), around.byId(), wanted.changed());
    }
    var touched = new LinkedHashMap<Neighbourhood, Set<UUID>>();
    for (var conversation : conversations(transaction, space, outlined, OUTLINE)) {
      found.add(conversation.summary().id());
      var around = new Neighbourhood(conversation);
      touched.put(around, wanted.touched(around));
    }
    var texts = texts(transaction, space, touched);
    touched.forEach((around, ids) -> loaded.take(around, ids, texts, wanted.changed()));
    var memories = memories(transaction, space, wanted.memories());
    var chunks = chunks(transaction, space, loaded.messages(), memories);
    outlined.addAll(wanted.whole());
    return new Update(
        loaded.messages(),
        memories,
        chunks,
        loaded.gone(),
        missing(wanted.memories(), memories.stream().map(Memory::id).toList()),
        missing(outlined, found),
        new MessageMarks(transaction, space)
            .newer(loaded.messages().stream().map(it -> it.message().id()).toList()));
  }

  private List<EmbeddedChunk> chunks(
      Transaction transaction,
      SpaceId space,
      List<IndexedMessage> messages,
      List<Memory> memories) {
    var inUse = model.get();
    if (inUse.isEmpty()) return List.of();
    var told = messages.stream().map(IndexedMessage::message).toList();
    return PgVectors.fresh(transaction, space, inUse.get(), told, memories);
  }

  private record Loaded(List<IndexedMessage> messages, List<UUID> gone) {
    void take(
        Neighbourhood around,
        Set<UUID> touched,
        Map<UUID, StoredMessage> texts,
        Map<UUID, Set<UUID>> wanted) {
      for (var id : touched) {
        // One erased since the outline was read has a later change that says so.
        if (texts.containsKey(id)) messages.add(around.indexed(id, texts));
      }
      wanted.getOrDefault(around.conversation(), Set.of()).stream()
          .filter(message -> !around.has(message))
          .forEach(gone::add);
    }
  }

  /** The touched messages and their neighbours, with their texts. */
  private static Map<UUID, StoredMessage> texts(
      Transaction transaction, SpaceId space, Map<Neighbourhood, Set<UUID>> touched) {
    var outlines = new HashMap<UUID, StoredMessage>();
    touched.forEach(
        (around, ids) -> {
          for (var id : around.withNeighbours(ids)) outlines.put(id, around.byId().get(id));
        });
    if (outlines.isEmpty()) return Map.of();
    var ids = outlines.keySet().toArray(UUID[]::new);
    var texts = new HashMap<UUID, StoredMessage>();
    for (var row : transaction.list(MessageRow::of, SOME_MESSAGES, space.value(), ids)) {
      var outline = outlines.get(row.id());
      if (outline == null) continue;
      texts.put(row.id(), row.stored(outline.conversationId(), outline.parentId()));
    }
    return texts;
  }

  private static List<UUID> missing(Set<UUID> asked, Collection<UUID> found) {
    return asked.stream().filter(id -> !found.contains(id)).toList();
  }

  private static List<StoredConversation> conversations(
      Transaction transaction, SpaceId space, Set<UUID> ids, String messagesSql) {
    if (ids.isEmpty()) return List.of();
    var asked = ids.toArray(UUID[]::new);
    var rows = transaction.list(ConversationRow::of, CONVERSATIONS, space.value(), asked);
    var messages = new HashMap<UUID, List<MessageRow>>();
    for (var row : transaction.run(messagesSql, space.value(), asked)) {
      messages
          .computeIfAbsent(row.getUUID("conversation_id"), id -> new ArrayList<>())
          .add(MessageRow.of(row));
    }
    return rows.stream()
        .map(row -> PgConversationStore.whole(row, messages.getOrDefault(row.id(), List.of())))
        .toList();
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
        space,
        transaction ->
            load(transaction, space, new Wanted(Map.of(), Map.of(), conversations, memories)));
  }

  private void walk(SpaceId space, String sql, Consumer<Set<UUID>> batch) {
    UUID last = null;
    while (true) {
      var after = last;
      var ids =
          database.inSpace(
              space, transaction -> next(transaction.run(sql, space.value(), after, BATCH)));
      if (ids.isEmpty()) return;
      batch.accept(ids);
      last = ids.getLast();
    }
  }

  private static LinkedHashSet<UUID> next(Iterable<Row> rows) {
    var ids = new LinkedHashSet<UUID>();
    long messages = 0;
    for (var row : rows) {
      messages += row.getInteger("size");
      if (!ids.isEmpty() && messages > MESSAGES_A_BATCH) break;
      ids.add(row.getUUID("id"));
    }
    return ids;
  }
}
