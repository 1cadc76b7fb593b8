package everthread.store.pg;

import everthread.conversation.Site;
import everthread.feed.Change.Subject;
import everthread.space.Ids;
import everthread.space.SpaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Hides, restores and erases a conversation with all that hangs on it. */
final class ConversationErasure {
  /** $1 space, $2 conversation. */
  private static final String HIDE =
      """
      UPDATE conversation SET hidden_at = now()
      WHERE space_id = $1 AND id = $2 AND hidden_at IS NULL
      """;

  /** $1 space, $2 conversation: what was remembered of it goes with it. */
  private static final String HIDE_MEMORIES =
      """
      UPDATE memory SET hidden_at = now()
      WHERE space_id = $1 AND conversation_id = $2 AND hidden_at IS NULL RETURNING id
      """;

  /** $1 space, $2 conversation: those that were hidden with it, not before. */
  private static final String RESTORE_MEMORIES =
      """
      UPDATE memory SET hidden_at = NULL FROM conversation
      WHERE memory.space_id = $1 AND memory.conversation_id = $2
        AND conversation.space_id = $1 AND conversation.id = $2
        AND memory.hidden_at = conversation.hidden_at RETURNING memory.id
      """;

  /** $1 space, $2 conversation. */
  private static final String MEMORIES =
      "SELECT id FROM memory WHERE space_id = $1 AND conversation_id = $2";

  /** $1 space, $2 job, $3 conversation. */
  private static final String ERASE_LATER =
      """
      INSERT INTO job (space_id, id, kind, subject_id, run_at)
      VALUES ($1, $2, 'ERASE_CONVERSATION', $3, now() + interval '10 minutes')
      """;

  /** $1 space, $2 conversation. */
  private static final String RESTORE =
      """
      UPDATE conversation SET hidden_at = NULL
      WHERE space_id = $1 AND id = $2 AND hidden_at IS NOT NULL
      """;

  /** $1 space, $2 conversation. */
  private static final String KEEP_AFTER_ALL =
      "DELETE FROM job WHERE space_id = $1 AND subject_id = $2 AND kind = 'ERASE_CONVERSATION'";

  /** $1 space, $2 conversation: the row with its messages, memories and their versions. */
  private static final String ERASE =
      "DELETE FROM conversation WHERE space_id = $1 AND id = $2 RETURNING site, source_id";

  /** $1 space, $2 conversation, $3 site, $4 the site's id. */
  private static final String ERASE_RAW =
      """
      DELETE FROM capture WHERE space_id = $1
        AND (conversation_id = $2 OR (site = $3 AND conversation_source_id = $4)) RETURNING id
      """;

  /** $1 space, $2 subjects. */
  private static final String ERASE_JOBS =
      "DELETE FROM job WHERE space_id = $1 AND subject_id = ANY($2)";

  /** $1 space, $2 conversation: nothing of it is to be read by a model any more. */
  private static final String ERASE_EMBEDDING =
      """
      DELETE FROM embedding_work WHERE space_id = $1 AND subject_id IN (
        SELECT id FROM message WHERE space_id = $1 AND conversation_id = $2
        UNION ALL SELECT id FROM memory WHERE space_id = $1 AND conversation_id = $2)
      """;

  /** $1 space, $2 hash. */
  private static final String BAR =
      """
      INSERT INTO conversation_tombstone (space_id, source_hash) VALUES ($1, $2)
      ON CONFLICT ON CONSTRAINT conversation_tombstone_pkey DO UPDATE SET deleted_at = now()
      """;

  /** $1 space, $2 hash. */
  private static final String UNBAR =
      "DELETE FROM conversation_tombstone WHERE space_id = $1 AND source_hash = $2";

  /** $1 space, $2 site, $3 source id. */
  private static final String HIDDEN =
      """
      SELECT id FROM conversation
      WHERE space_id = $1 AND site = $2 AND source_id = $3 AND hidden_at IS NOT NULL
      """;

  private ConversationErasure() {}

  static boolean hide(Transaction transaction, SpaceId space, UUID id) {
    var remembered = new Remembered(transaction, space, id);
    if (transaction.change(HIDE, space.value(), id) == 0) return false;
    transaction.run(ERASE_LATER, space.value(), Ids.next(), id);
    remembered.restElsewhere();
    append(transaction, space, id, memories(transaction, HIDE_MEMORIES, space, id), remembered);
    return true;
  }

  static boolean restore(Transaction transaction, SpaceId space, UUID id) {
    var remembered = new Remembered(transaction, space, id);
    var memories = memories(transaction, RESTORE_MEMORIES, space, id);
    if (transaction.change(RESTORE, space.value(), id) == 0) return false;
    transaction.run(KEEP_AFTER_ALL, space.value(), id);
    append(transaction, space, id, memories, remembered);
    return true;
  }

  static boolean erase(Transaction transaction, SpaceId space, UUID id) {
    return erase(transaction, space, id, true);
  }

  /**
   * @param bar whether a tombstone keeps the conversation from being captured again; not needed for
   *     one that is refused anyway
   */
  static boolean erase(Transaction transaction, SpaceId space, UUID id, boolean bar) {
    record Named(String site, String sourceId) {}
    var remembered = new Remembered(transaction, space, id);
    remembered.restElsewhere();
    var memories = memories(transaction, MEMORIES, space, id);
    transaction.run(ERASE_EMBEDDING, space.value(), id);
    var erased =
        transaction.first(
            row -> new Named(row.getString("site"), row.getString("source_id")),
            ERASE,
            space.value(),
            id);
    if (erased.isEmpty()) return false;
    var named = erased.get();
    var subjects =
        transaction.list(
            row -> row.getUUID("id"), ERASE_RAW, space.value(), id, named.site(), named.sourceId());
    subjects.add(id);
    transaction.run(ERASE_JOBS, space.value(), subjects.toArray(UUID[]::new));
    if (bar) {
      transaction.run(BAR, space.value(), hash(Site.valueOf(named.site()), named.sourceId()));
    }
    append(transaction, space, id, memories, remembered);
    return true;
  }

  static boolean keepAgain(Transaction transaction, SpaceId space, Site site, String sourceId) {
    // As Remembered does: who erases it just now holds this, and waits for the tombstone.
    new MemorySlots(transaction, space).lock();
    boolean lifted = transaction.change(UNBAR, space.value(), hash(site, sourceId)) > 0;
    var hidden =
        transaction.first(row -> row.getUUID("id"), HIDDEN, space.value(), site.name(), sourceId);
    return hidden.map(id -> restore(transaction, space, id)).orElse(false) || lifted;
  }

  static byte[] hash(Site site, String sourceId) {
    return Secrets.hash(site.name(), sourceId);
  }

  private static List<UUID> memories(
      Transaction transaction, String sql, SpaceId space, UUID conversation) {
    return transaction.list(row -> row.getUUID("id"), sql, space.value(), conversation);
  }

  private static void append(
      Transaction transaction, SpaceId space, UUID id, List<UUID> memories, Remembered remembered) {
    var drafts = new ArrayList<PgChangeFeed.Draft>();
    drafts.add(new PgChangeFeed.Draft(Subject.CONVERSATION, id, id));
    memories.forEach(memory -> drafts.add(PgMemoryStore.changed(memory)));
    drafts.addAll(remembered.settle());
    PgChangeFeed.append(transaction, space, drafts.stream().distinct().toList());
  }
}
