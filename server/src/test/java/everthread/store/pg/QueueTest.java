package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Conversation;
import everthread.conversation.Message;
import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.conversation.Source;
import everthread.ingest.Job;
import everthread.space.SpaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the queue and the database tell of themselves. */
class QueueTest {
  private final PgQueue queue = new PgQueue(RealPostgres.database());
  private final PgJobs jobs = new PgJobs(RealPostgres.database());
  private final SpaceId space = RealPostgres.newSpace();

  @Test
  void a_waiting_job_is_told_with_its_age() {
    var before = Instant.now().minusSeconds(1);
    saySomething();

    var kind = queue.queue(space).kinds().getFirst();

    assertThat(kind.kind()).isEqualTo(Job.Kind.EXTRACT);
    assertThat(kind.waiting()).isEqualTo(1);
    assertThat(kind.oldest()).isBetween(before, Instant.now().plusSeconds(1));
  }

  @Test
  void a_held_job_runs_and_one_that_failed_waits_for_later() {
    saySomething();
    var job = lease();
    assertThat(queue.queue(space).kinds().getFirst().running()).isEqualTo(1);

    jobs.retry(job, "unavailable", Duration.ofMinutes(5));

    assertThat(queue.queue(space).kinds().getFirst().later()).isEqualTo(1);
  }

  @Test
  void what_was_set_aside_is_told_with_the_kind_of_failure() {
    saySomething();
    jobs.bury(lease(), "NullPointerException");

    var state = queue.queue(space);

    assertThat(state.kinds()).isEmpty();
    assertThat(state.dead()).hasSize(1);
    assertThat(state.dead().getFirst().why()).isEqualTo("NullPointerException");
    assertThat(state.setAside()).isEqualTo(1);
  }

  @Test
  void another_spaces_jobs_are_not_told_but_count_in_all() {
    saySomething();

    assertThat(queue.queue(RealPostgres.newSpace()).kinds()).isEmpty();
    assertThat(queue.queue().kinds()).isNotEmpty();
  }

  @Test
  void the_database_tells_its_version_size_and_that_it_is_safe() {
    var vitals = new PgVitals(RealPostgres.database());

    assertThat(vitals.answers()).isTrue();
    assertThat(vitals.isMigrated()).isTrue();
    assertThat(vitals.facts().version()).startsWith("18");
    assertThat(vitals.facts().bytes()).isPositive();
    assertThat(vitals.facts().isSafe()).isTrue();
    assertThat(vitals.feedPositions()).containsKey(space);
  }

  private void saySomething() {
    var message = Message.of("u1", null, Role.USER, "I live in Ghent.");
    var told =
        new Conversation(Site.CLAUDE, "c", null, null, null, null, null, List.of(message), null);
    var feed = new PgChangeFeed(RealPostgres.database());
    new PgConversationStore(RealPostgres.database(), feed)
        .save(space, told, Source.STREAM, Instant.now());
  }

  private Job lease() {
    // Spaces take turns, and other tests have jobs too.
    for (int turn = 0; turn < 1000; turn++) {
      for (var job : jobs.lease(1000, Duration.ofMinutes(5))) {
        if (job.space().equals(space)) return job;
      }
    }
    throw new AssertionError("no job is due");
  }
}
