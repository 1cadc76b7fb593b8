package everthread.store.pg;

import everthread.memory.Memory;
import everthread.memory.MemoryChange;
import everthread.memory.NewMemory;
import everthread.memory.Provenance;
import everthread.memory.Validity;
import everthread.space.Ids;
import everthread.space.SpaceId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds and changes memories inside one transaction. */
final class MemoryWriter {
  /** $1 space, $2 to $23 the columns. */
  private static final String INSERT =
      """
      INSERT INTO memory (space_id, id, content, title, tags, metadata, site, conversation_id,
        message_id, message_source_id, role, author, quote, extractor, confidence, statement_hash,
        state, valid_since, valid_until, superseded_by, sense_hash, gist_hash, ended_by_hand,
        created_at, updated_at, held)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
        $19, $20, $21, $22, $23, now(), now(),
        CASE WHEN $17 = 'IN_REVIEW' THEN '{}' ELSE tstzmultirange(tstzrange(
          CASE WHEN $19 <= coalesce($18, now()) THEN NULL ELSE coalesce($18, now()) END, $19)) END)
      ON CONFLICT DO NOTHING
      RETURNING\s"""
          + MemoryRow.COLUMNS;

  /**
   * $1 space, $2 hash of its sense, $3 of the statement, for what was not read anew yet: what
   * already says the same, a written one first.
   */
  private static final String SAME_SENSE =
      "SELECT "
          + MemoryRow.COLUMNS
          + """
           FROM memory WHERE space_id = $1 AND (sense_hash = $2 OR statement_hash = $3)
            AND hidden_at IS NULL
          ORDER BY extractor NULLS FIRST, id LIMIT 1
          """;

  /** $1 space, $2 conversation: it stays until the commit. */
  private static final String IS_THERE =
      "SELECT FROM conversation WHERE space_id = $1 AND id = $2 FOR KEY SHARE";

  /** $1 space, $2 fact's hash. */
  private static final String IS_BARRED =
      "SELECT FROM memory_tombstone WHERE space_id = $1 AND fact_hash = $2";

  /** $1 space, $2 id. Two changes of one memory follow each other, so that each keeps a version. */
  private static final String LOCK =
      "SELECT FROM memory WHERE space_id = $1 AND id = $2 FOR UPDATE";

  /** $1 space, $2 id. */
  static final String KEEP_VERSION =
      """
      INSERT INTO memory_version (space_id, memory_id, version, content, title, tags, metadata,
        state, changed_at)
      SELECT space_id, id, version, content, title, tags, metadata, state, now()
      FROM memory WHERE space_id = $1 AND id = $2 AND hidden_at IS NULL
      """;

  /**
   * $1 space, $2 id, $3 to $11 what it is from now on, $12 and $13 hashes of its sense and gist,
   * $14 whether somebody says by this that it holds, $15 whether they say whether it does.
   */
  private static final String UPDATE =
      """
      UPDATE memory SET content = $3, title = $4, tags = $5, metadata = $6, statement_hash = $7,
        state = $8, valid_since = coalesce($9, valid_since), valid_until = $10, superseded_by = $11,
        sense_hash = $12, gist_hash = $13,
        judged_at = CASE WHEN $14 THEN now() ELSE judged_at END,
        ended_by_hand = CASE WHEN $15 THEN $8 = 'SUPERSEDED' ELSE ended_by_hand END,
        held = CASE WHEN $8 = 'IN_REVIEW' THEN '{}' WHEN $8 = 'CURRENT' AND held = '{}'
          THEN tstzmultirange(tstzrange(coalesce($9, valid_since, created_at), NULL))
          ELSE held * tstzmultirange(tstzrange(NULL, $10)) END,
        version = version + 1, updated_at = now()
      WHERE space_id = $1 AND id = $2
      """;

  /** $1 space, $2 id. */
  private static final String NO_LONGER_DOUBTFUL =
      "UPDATE memory SET state = 'CURRENT' WHERE space_id = $1 AND id = $2 AND state = 'IN_REVIEW'";

  private final Transaction transaction;
  private final SpaceId space;
  private final MemorySlots slots;
  private final MemoryEvidence evidence;

  MemoryWriter(Transaction transaction, SpaceId space) {
    this.transaction = transaction;
    this.space = space;
    this.slots = new MemorySlots(transaction, space);
    this.evidence = new MemoryEvidence(transaction, space);
  }

  List<Memory> add(List<NewMemory> memories) {
    if (!memories.isEmpty()) slots.lock();
    var kept = new ArrayList<Memory>(memories.size());
    var touched = new LinkedHashSet<UUID>();
    var drafts = new ArrayList<PgChangeFeed.Draft>();
    for (var memory : memories) {
      if (isOfErased(memory)) continue;
      var known = known(memory);
      var there = known.isPresent() || isBarred(memory) ? known : insert(memory);
      if (there.isEmpty()) continue;
      var id = there.get().id();
      kept.add(there.get());
      boolean grew = witness(there.get(), memory);
      if (known.isEmpty() || grew) {
        touched.add(id);
        drafts.add(PgMemoryStore.changed(id));
      }
    }
    drafts.addAll(new Settling(transaction, space).settle(touched));
    PgChangeFeed.append(transaction, space, drafts.stream().distinct().toList());
    return kept.stream()
        .map(memory -> touched.contains(memory.id()) ? again(memory.id()).orElse(memory) : memory)
        .toList();
  }

  private Optional<Memory> again(UUID id) {
    return transaction.first(MemoryRow::of, PgMemoryStore.FIND, space.value(), id);
  }

  /** A message more that states it; what was doubtful is no longer when it is said plainly. */
  private boolean witness(Memory memory, NewMemory said) {
    var provenance = said.provenance();
    slots.note(memory.id(), memory.content(), provenance == null ? null : provenance.quote());
    if (provenance == null) return true;
    boolean fresh = evidence.add(memory.id(), said.content(), provenance, said.validity());
    boolean surer =
        memory.validity() instanceof Validity.InReview
            && said.validity() instanceof Validity.Current;
    if (surer) transaction.run(NO_LONGER_DOUBTFUL, space.value(), memory.id());
    return fresh || surer;
  }

  /** Only an extracted fact can be known already: what a person writes twice is there twice. */
  private Optional<Memory> known(NewMemory memory) {
    if (memory.provenance() == null) return Optional.empty();
    return transaction.first(
        MemoryRow::of,
        SAME_SENSE,
        space.value(),
        Buffer.buffer(MemoryRow.senseHash(memory.content())),
        hash(memory.content()));
  }

  /** Its conversation may have gone since it was read. */
  private boolean isOfErased(NewMemory memory) {
    var provenance = memory.provenance();
    return provenance != null
        && transaction.run(IS_THERE, space.value(), provenance.conversationId()).size() == 0;
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
    parameters.add(Buffer.buffer(MemoryRow.senseHash(memory.content())));
    parameters.add(MemoryRow.gistHash(memory.content()));
    parameters.add(memory.validity() instanceof Validity.Superseded);
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
    slots.lock();
    transaction.run(LOCK, space.value(), id);
    if (transaction.change(KEEP_VERSION, space.value(), id) == 0) return Optional.empty();
    var memory = again(id).orElseThrow();
    var touched = slots.around(List.of(id));
    write(id, memory, change);
    var content = change.content();
    if (content != null && !content.equals(memory.content())) {
      slots.forget(id);
      slots.note(id, content, null);
    }
    var drafts = new ArrayList<PgChangeFeed.Draft>();
    drafts.add(PgMemoryStore.changed(id));
    drafts.addAll(new Settling(transaction, space).settle(touched));
    PgChangeFeed.append(transaction, space, drafts.stream().distinct().toList());
    return again(id);
  }

  private void write(UUID id, Memory memory, MemoryChange change) {
    var content = or(change.content(), memory.content());
    var validity = or(change.validity(), memory.validity());
    // Who corrects the words of what holds says that it does.
    boolean corrected = !content.equals(memory.content()) && validity instanceof Validity.Current;
    transaction.run(
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
        MemoryRow.by(validity),
        Buffer.buffer(MemoryRow.senseHash(content)),
        MemoryRow.gistHash(content),
        change.validity() != null || corrected,
        change.validity() != null);
  }

  private static <T> T or(@Nullable T changed, T kept) {
    return changed == null ? kept : changed;
  }

  private static JsonObject json(Map<String, Object> metadata) {
    return new JsonObject(new LinkedHashMap<>(metadata));
  }
}
