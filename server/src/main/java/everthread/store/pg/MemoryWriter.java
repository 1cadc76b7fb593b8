package everthread.store.pg;

import everthread.memory.Memory;
import everthread.memory.MemoryChange;
import everthread.memory.NewMemory;
import everthread.memory.Provenance;
import everthread.space.Ids;
import everthread.space.SpaceId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds and changes memories inside one transaction. */
final class MemoryWriter {
  /** $1 space, $2 to $20 the columns. */
  private static final String INSERT =
      """
      INSERT INTO memory (space_id, id, content, title, tags, metadata, site, conversation_id,
        message_id, message_source_id, role, author, quote, extractor, confidence, statement_hash,
        state, valid_since, valid_until, superseded_by, created_at, updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
        $19, $20, now(), now())
      ON CONFLICT DO NOTHING
      RETURNING\s"""
          + MemoryRow.COLUMNS;

  /** $1 space, $2 statement's hash: what already says the same, a written one first. */
  private static final String SAME_STATEMENT =
      "SELECT "
          + MemoryRow.COLUMNS
          + """
           FROM memory WHERE space_id = $1 AND statement_hash = $2 AND hidden_at IS NULL
          ORDER BY extractor NULLS FIRST, id LIMIT 1
          """;

  /** $1 space, $2 fact's hash. */
  private static final String IS_BARRED =
      "SELECT FROM memory_tombstone WHERE space_id = $1 AND fact_hash = $2";

  /** $1 space, $2 id. Two changes of one memory follow each other, so that each keeps a version. */
  private static final String LOCK =
      "SELECT FROM memory WHERE space_id = $1 AND id = $2 FOR UPDATE";

  /** $1 space, $2 id. */
  private static final String KEEP_VERSION =
      """
      INSERT INTO memory_version (space_id, memory_id, version, content, title, tags, metadata,
        state, changed_at)
      SELECT space_id, id, version, content, title, tags, metadata, state, now()
      FROM memory WHERE space_id = $1 AND id = $2 AND hidden_at IS NULL
      """;

  /** $1 space, $2 id, $3 to $11 what it is from now on. */
  private static final String UPDATE =
      """
      UPDATE memory SET content = $3, title = $4, tags = $5, metadata = $6, statement_hash = $7,
        state = $8, valid_since = $9, valid_until = $10, superseded_by = $11,
        version = version + 1, updated_at = now()
      WHERE space_id = $1 AND id = $2
      RETURNING\s"""
          + MemoryRow.COLUMNS;

  private final Transaction transaction;
  private final SpaceId space;

  MemoryWriter(Transaction transaction, SpaceId space) {
    this.transaction = transaction;
    this.space = space;
  }

  List<Memory> add(List<NewMemory> memories) {
    var kept = new ArrayList<Memory>(memories.size());
    var drafts = new ArrayList<PgChangeFeed.Draft>();
    for (var memory : memories) {
      var known = known(memory);
      if (known.isPresent()) {
        kept.add(known.get());
      } else if (!isBarred(memory)) {
        var added = insert(memory);
        added.ifPresent(kept::add);
        added.ifPresent(fresh -> drafts.add(PgMemoryStore.changed(fresh.id())));
      }
    }
    PgChangeFeed.append(transaction, space, drafts);
    return kept;
  }

  /** Only an extracted fact can be known already: what a person writes twice is there twice. */
  private Optional<Memory> known(NewMemory memory) {
    if (memory.provenance() == null) return Optional.empty();
    return transaction.first(MemoryRow::of, SAME_STATEMENT, space.value(), hash(memory.content()));
  }

  private boolean isBarred(NewMemory memory) {
    var provenance = memory.provenance();
    if (provenance == null) return false;
    var hash = Buffer.buffer(MemoryRow.factHash(memory, provenance));
    return transaction.run(IS_BARRED, space.value(), hash).size() > 0;
  }

  private static Buffer hash(String content) {
    return Buffer.buffer(MemoryRow.statementHash(content));
  }

  private Optional<Memory> insert(NewMemory memory) {
    var parameters = new ArrayList<@Nullable Object>();
    parameters.add(space.value());
    parameters.add(Ids.next());
    parameters.add(memory.content());
    parameters.add(memory.title());
    parameters.add(memory.tags().toArray(String[]::new));
    parameters.add(json(memory.metadata()));
    parameters.add(memory.site().name());
    addProvenance(parameters, memory.provenance());
    parameters.add(hash(memory.content()));
    parameters.add(MemoryRow.state(memory.validity()));
    parameters.add(Columns.of(MemoryRow.since(memory.validity())));
    parameters.add(Columns.of(MemoryRow.until(memory.validity())));
    parameters.add(MemoryRow.by(memory.validity()));
    return transaction.first(MemoryRow::of, INSERT, parameters.toArray());
  }

  private static void addProvenance(
      List<@Nullable Object> parameters, @Nullable Provenance provenance) {
    if (provenance == null) {
      for (int i = 0; i < 8; i++) parameters.add(null);
      return;
    }
    parameters.add(provenance.conversationId());
    parameters.add(provenance.messageId());
    parameters.add(provenance.messageSourceId());
    parameters.add(provenance.role().name());
    parameters.add(provenance.author());
    parameters.add(provenance.quote());
    parameters.add(provenance.extractor());
    parameters.add(provenance.confidence());
  }

  Optional<Memory> update(UUID id, MemoryChange change) {
    transaction.run(LOCK, space.value(), id);
    if (transaction.change(KEEP_VERSION, space.value(), id) == 0) return Optional.empty();
    var memory =
        transaction.first(MemoryRow::of, PgMemoryStore.FIND, space.value(), id).orElseThrow();
    var content = or(change.content(), memory.content());
    var validity = or(change.validity(), memory.validity());
    var updated =
        transaction.first(
            MemoryRow::of,
            UPDATE,
            space.value(),
            id,
            content,
            change.title() == null ? memory.title() : change.title(),
            or(change.tags(), memory.tags()).toArray(String[]::new),
            json(or(change.metadata(), memory.metadata())),
            hash(content),
            MemoryRow.state(validity),
            Columns.of(MemoryRow.since(validity)),
            Columns.of(MemoryRow.until(validity)),
            MemoryRow.by(validity));
    PgChangeFeed.append(transaction, space, List.of(PgMemoryStore.changed(id)));
    return updated;
  }

  private static <T> T or(@Nullable T changed, T kept) {
    return changed == null ? kept : changed;
  }

  private static JsonObject json(Map<String, Object> metadata) {
    return new JsonObject(new LinkedHashMap<>(metadata));
  }
}
