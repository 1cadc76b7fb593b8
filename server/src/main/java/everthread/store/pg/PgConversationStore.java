package everthread.store.pg;

import everthread.conversation.Branches;
import everthread.conversation.Conversation;
import everthread.conversation.ConversationStore;
import everthread.conversation.ConversationSummary;
import everthread.conversation.Site;
import everthread.conversation.Source;
import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Conversations on Postgres. Thread-safe. */
public final class PgConversationStore implements ConversationStore {
  /** $1 space, $2 id. */
  private static final String FIND =
      "SELECT "
          + ConversationRow.COLUMNS
          + " FROM conversation WHERE space_id = $1 AND id = $2 AND hidden_at IS NULL";

  /** $1 space, $2 conversation. */
  static final String MESSAGES =
      "SELECT " + MessageRow.COLUMNS + " FROM message WHERE space_id = $1 AND conversation_id = $2";

  /** $1 space, $2 site or null, $3 id that the page before ended with or null, $4 limit. */
  private static final String LIST =
      "SELECT "
          + ConversationRow.COLUMNS
          + """
           FROM conversation
          WHERE space_id = $1 AND hidden_at IS NULL AND message_count > 0
            AND ($2::text IS NULL OR site = $2)
            AND (updated_at, id) < (
              CASE WHEN $3::uuid IS NULL THEN 'infinity'
                ELSE (SELECT updated_at FROM conversation WHERE space_id = $1 AND id = $3) END,
              coalesce($3, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
          ORDER BY updated_at DESC, id DESC LIMIT $4
          """;

  private static final GroupCommit.Limits GROUP = new GroupCommit.Limits(512, 4L << 20, 1);

  private static final Problem DELETED =
      new Problem.Refused("deleted", "This conversation was deleted and is not kept again.");

  private final Database database;
  private final PgChangeFeed feed;
  private final GroupCommit<SpaceId, Telling, Optional<Saved>> groups =
      new GroupCommit<>(GROUP, this::save);

  public PgConversationStore(Database database, PgChangeFeed feed) {
    this.database = database;
    this.feed = feed;
  }

  @Override
  public Saved save(SpaceId space, Conversation told, Source source, Instant seenAt) {
    var telling = new Telling(told, source, seenAt);
    return groups
        .submit(space, telling, 1 + told.messages().size(), characters(told))
        .orElseThrow(() -> new ProblemException(DELETED));
  }

  private static long characters(Conversation told) {
    return told.messages().stream().mapToLong(message -> message.text().length()).sum();
  }

  private List<Optional<Saved>> save(SpaceId space, List<Telling> tellings) {
    record Written(List<Optional<Saved>> saved, boolean changed) {}
    var written =
        database.inSpace(
            space,
            transaction -> {
              var writer = new ConversationWriter(transaction, space);
              var saved = writer.save(tellings);
              return new Written(saved, writer.append());
            });
    if (written.changed()) feed.appended(space);
    return written.saved();
  }

  @Override
  public Optional<StoredConversation> find(SpaceId space, UUID id) {
    return database.inSpace(space, transaction -> find(transaction, space, id));
  }

  static Optional<StoredConversation> find(Transaction transaction, SpaceId space, UUID id) {
    return transaction
        .first(ConversationRow::of, FIND, space.value(), id)
        .map(row -> whole(row, transaction.list(MessageRow::of, MESSAGES, space.value(), id)));
  }

  static StoredConversation whole(ConversationRow row, List<MessageRow> rows) {
    var messages = new MessageTree(rows).messages(row.id());
    return new StoredConversation(row.summary(), messages, activeLeaf(row, messages));
  }

  /**
   * The newest leaf below the message that was last named as shown; else the newest leaf of all.
   */
  private static @Nullable UUID activeLeaf(ConversationRow row, List<StoredMessage> messages) {
    if (messages.isEmpty()) return null;
    var named =
        messages.stream()
            .filter(message -> message.sourceId().equals(row.activeLeaf()))
            .findFirst();
    return named
        .map(message -> Branches.newestLeafBelow(messages, message.id()))
        .orElseGet(() -> messages.getLast().id());
  }

  @Override
  public List<StoredMessage> messages(SpaceId space, List<UUID> ids) {
    return database.inSpace(
        space, transaction -> MessageNeighbours.themselves(transaction, space, ids));
  }

  @Override
  public Map<UUID, Neighbours> neighbours(SpaceId space, List<UUID> messages) {
    return database.inSpace(
        space, transaction -> MessageNeighbours.of(transaction, space, messages));
  }

  @Override
  public List<ConversationSummary> list(
      SpaceId space, @Nullable Site site, @Nullable UUID after, int limit) {
    var siteName = site == null ? null : site.name();
    return database.inSpace(
        space,
        transaction ->
            transaction.list(
                row -> ConversationRow.of(row).summary(),
                LIST,
                space.value(),
                siteName,
                after,
                limit));
  }

  @Override
  public boolean hide(SpaceId space, UUID id) {
    return change(space, transaction -> ConversationErasure.hide(transaction, space, id));
  }

  @Override
  public boolean restore(SpaceId space, UUID id) {
    return change(space, transaction -> ConversationErasure.restore(transaction, space, id));
  }

  @Override
  public boolean erase(SpaceId space, UUID id) {
    boolean erased =
        change(space, transaction -> ConversationErasure.erase(transaction, space, id));
    if (erased) database.erased();
    return erased;
  }

  @Override
  public boolean keepAgain(SpaceId space, Site site, String sourceId) {
    return change(
        space, transaction -> ConversationErasure.keepAgain(transaction, space, site, sourceId));
  }

  private boolean change(
      SpaceId space, java.util.function.Function<Transaction, Boolean> statement) {
    boolean changed = database.inSpace(space, statement);
    if (changed) feed.appended(space);
    return changed;
  }
}
