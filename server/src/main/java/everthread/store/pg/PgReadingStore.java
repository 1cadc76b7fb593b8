package everthread.store.pg;

import everthread.capture.CaptureStore.Outcome;
import everthread.conversation.ConversationStore.Telling;
import everthread.ingest.Job;
import everthread.ingest.ReadingStore;
import everthread.space.SpaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What reading made of captures, on Postgres. Thread-safe. */
public final class PgReadingStore implements ReadingStore {
  /** $1 space; $2 captures, $3 states, $4 drifts, $5 conversations: of one length. */
  private static final String FINISH =
      """
      UPDATE capture SET state = ended.state, drift = ended.drift,
        conversation_id = ended.conversation_id
      FROM unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[])
        AS ended (id, state, drift, conversation_id)
      WHERE capture.space_id = $1 AND capture.id = ended.id
      """;

  private final Database database;
  private final PgChangeFeed feed;

  public PgReadingStore(Database database, PgChangeFeed feed) {
    this.database = database;
    this.feed = feed;
  }

  /** How one ended. */
  private record Ended(UUID capture, List<Job> jobs, Outcome outcome) {}

  private record Committed(List<Optional<Outcome>> outcomes, boolean changed) {}

  @Override
  public List<Optional<Outcome>> commit(SpaceId space, List<Read> read) {
    var committed =
        database.inSpace(space, transaction -> commit(transaction, space, List.copyOf(read)));
    if (committed.changed()) feed.appended(space);
    return committed.outcomes();
  }

  private static Committed commit(Transaction transaction, SpaceId space, List<Read> read) {
    var writer = new ConversationWriter(transaction, space);
    var saved = writer.save(tellings(read)).iterator();
    var outcomes = new ArrayList<Optional<Outcome>>();
    var ended = new ArrayList<Ended>();
    for (var each : read) {
      Optional<Outcome> outcome =
          switch (each) {
            case Read.Told told -> saved.next().map(one -> new Outcome.Read(one.conversationId()));
            case Read.Ended end -> Optional.of(end.outcome());
          };
      outcomes.add(outcome);
      outcome.ifPresent(known -> ended.add(new Ended(each.captureId(), each.jobs(), known)));
    }
    finish(transaction, space, ended);
    PgJobs.done(transaction, ended.stream().map(Ended::jobs).flatMap(List::stream).toList());
    return new Committed(outcomes, writer.append());
  }

  private static List<Telling> tellings(List<Read> read) {
    return read.stream()
        .filter(Read.Told.class::isInstance)
        .map(Read.Told.class::cast)
        .map(Read.Told::telling)
        .toList();
  }

  private static void finish(Transaction transaction, SpaceId space, List<Ended> ended) {
    if (ended.isEmpty()) return;
    transaction.run(
        FINISH,
        space.value(),
        ended.stream().map(Ended::capture).toArray(UUID[]::new),
        texts(ended, PgReadingStore::state),
        texts(ended, outcome -> outcome instanceof Outcome.Drift drift ? drift.missing() : null),
        ended.stream().map(each -> conversation(each.outcome())).toArray(UUID[]::new));
  }

  private static String state(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Read read -> "read";
      case Outcome.Nothing() -> "nothing";
      case Outcome.Drift drift -> "drift";
    };
  }

  private static @Nullable UUID conversation(Outcome outcome) {
    return outcome instanceof Outcome.Read read ? read.conversationId() : null;
  }

  private static @Nullable String[] texts(
      List<Ended> ended, Function<Outcome, @Nullable String> column) {
    return ended.stream().map(each -> column.apply(each.outcome())).toArray(String[]::new);
  }
}
