package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.capture.Capture;
import everthread.capture.CaptureStore.Fate;
import everthread.capture.CaptureStore.Outcome;
import everthread.conversation.Conversation;
import everthread.conversation.ConversationStore.Telling;
import everthread.conversation.Message;
import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.conversation.Source;
import everthread.conversation.StoredMessage;
import everthread.ingest.Job;
import everthread.ingest.ReadingStore.Read;
import everthread.space.Ids;
import everthread.space.SpaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadingStoreTest {
  private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

  private final PgChangeFeed feed = new PgChangeFeed(RealPostgres.database());
  private final PgConversationStore conversations =
      new PgConversationStore(RealPostgres.database(), feed);
  private final PgCaptureStore captures = new PgCaptureStore(RealPostgres.database());
  private final PgJobs jobs = new PgJobs(RealPostgres.database());
  private final PgReadingStore readings = new PgReadingStore(RealPostgres.database(), feed);
  private final SpaceId space = RealPostgres.newSpace();

  @Test
  void what_is_committed_together_is_saved_noted_as_read_and_its_jobs_ended() {
    var one = capture("one");
    var again = capture("one");
    var other = capture("other");
    var unreadable = capture("unreadable");
    accept(one, again, other, unreadable);
    var leased = leased();

    var outcomes =
        readings.commit(
            space,
            List.of(
                told(one, leased, user("u1", null, "hello")),
                told(again, leased, user("u1", null, "hello"), user("u2", "u1", "and more")),
                told(other, leased, user("x1", null, "elsewhere")),
                new Read.Ended(
                    unreadable.id(), of(unreadable, leased), new Outcome.Drift("messages"))));

    assertThat(outcomes.get(0)).isEqualTo(outcomes.get(1)).isNotEqualTo(outcomes.get(2));
    assertThat(texts(outcomes.get(0))).containsExactly("hello", "and more");
    assertThat(texts(outcomes.get(2))).containsExactly("elsewhere");
    assertThat(captures.outcomes(space, List.of(unreadable.id())))
        .isEqualTo(Map.of(unreadable.id(), new Outcome.Drift("messages")));
    assertThat(leased()).noneMatch(job -> job.kind() == Job.Kind.READ);
  }

  @Test
  void a_deleted_conversation_stays_so_and_does_not_fail_the_others() {
    var gone = capture("gone");
    var kept = capture("kept");
    accept(gone, kept);
    var leased = leased();
    erase("gone");

    var outcomes =
        readings.commit(
            space,
            List.of(
                told(gone, leased, user("u1", null, "hello")),
                told(kept, leased, user("u1", null, "hello"))));

    assertThat(outcomes.get(0)).isEmpty();
    assertThat(texts(outcomes.get(1))).containsExactly("hello");
  }

  @Test
  void the_same_batch_again_changes_nothing() {
    var one = capture("one");
    accept(one);
    var batch = List.<Read>of(told(one, leased(), user("u1", null, "hello")));
    readings.commit(space, batch);
    long position = feed.position(space);

    readings.commit(space, batch);

    assertThat(feed.position(space)).isEqualTo(position);
  }

  @Test
  void the_same_capture_in_two_requests_at_once_is_stored_once() throws InterruptedException {
    var same = capture("same");
    var fates = java.util.Collections.synchronizedList(new ArrayList<Fate>());
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.ofVirtual().start(() -> fates.addAll(captures.accept(space, List.of(same)))));
    }
    for (var thread : threads) thread.join();

    assertThat(fates).hasSize(8).containsOnlyOnce(Fate.STORED);
    assertThat(leased()).hasSize(1);
  }

  @Test
  void of_many_captures_to_be_read_again_some_are_put_back_and_a_job_goes_on_behind_them() {
    int many = 2 * PutBack.AT_ONCE + 1;
    var some = IntStream.range(0, many).mapToObj(i -> capture("chat " + i)).toList();
    captures.accept(space, some);
    leased();
    RealPostgres.database()
        .inSpace(
            space,
            transaction ->
                transaction.run(
                    "UPDATE capture SET state = 'drift' WHERE space_id = $1", space.value()));

    assertThat(captures.readAgain(space, false)).isEqualTo(many);
    assertThat(waiting(some)).isEqualTo(PutBack.AT_ONCE);
    for (int round = 0; round < 2; round++) {
      var next = leased().stream().filter(job -> job.kind() == Job.Kind.READ_AGAIN).toList();
      assertThat(next).hasSize(1);
      captures.readOnAgain(space, false, next.getFirst().subjectId());
    }

    assertThat(waiting(some)).isEqualTo(many);
    assertThat(leased()).extracting(Job::kind).containsOnly(Job.Kind.READ);
  }

  private long waiting(List<Capture> some) {
    var ended = captures.outcomes(space, some.stream().map(Capture::id).toList());
    return (long) some.size() - ended.size();
  }

  private void accept(Capture... some) {
    assertThat(captures.accept(space, List.of(some))).containsOnly(Fate.STORED);
  }

  private void erase(String chat) {
    var saved =
        conversations.save(space, conversation(chat, user("u0", null, "old")), Source.API, NOON);
    // Its raw captures go too, so it is erased before they would be read.
    conversations.erase(space, saved.conversationId());
  }

  private Read told(Capture capture, List<Job> leased, Message... messages) {
    var chat = capture.conversationSourceId();
    var told = conversation(chat == null ? "" : chat, messages);
    return new Read.Told(capture.id(), of(capture, leased), new Telling(told, Source.STREAM, NOON));
  }

  private static List<Job> of(Capture capture, List<Job> leased) {
    return leased.stream().filter(job -> job.subjectId().equals(capture.id())).toList();
  }

  private List<Job> leased() {
    var own = new ArrayList<Job>();
    var lease = Duration.ofMinutes(5);
    for (var some = jobs.lease(1000, lease); !some.isEmpty(); some = jobs.lease(1000, lease)) {
      some.stream().filter(job -> job.space().equals(space)).forEach(own::add);
    }
    return own;
  }

  private List<String> texts(Optional<Outcome> outcome) {
    UUID id = ((Outcome.Read) outcome.orElseThrow()).conversationId();
    return conversations.find(space, id).orElseThrow().messages().stream()
        .map(StoredMessage::text)
        .toList();
  }

  private static Conversation conversation(String chat, Message... messages) {
    return new Conversation(
        Site.CLAUDE, chat, null, null, null, null, null, List.of(messages), null);
  }

  private static Message user(
      String id, @org.jspecify.annotations.Nullable String parent, String text) {
    return Message.of(id, parent, Role.USER, text);
  }

  private static Capture capture(String chat) {
    return new Capture(
        Ids.next(),
        Site.CLAUDE,
        Capture.Kind.STREAM,
        "https://claude.ai/api/x",
        "https://claude.ai/chat/x",
        chat,
        NOON,
        Map.of(),
        "{}",
        "application/json",
        true,
        new Capture.Client("0.1.0", "claude/1"));
  }
}
