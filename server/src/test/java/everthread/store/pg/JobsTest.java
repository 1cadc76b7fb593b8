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
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobsTest {
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final PgJobs jobs = new PgJobs(RealPostgres.database(), UUID.randomUUID());
  private final SpaceId space = RealPostgres.newSpace();

  @Test
  void a_leased_job_is_held_by_one_alone_until_it_is_done() {
    saySomething();

    var job = lease();

    assertThat(lease(job)).isFalse();
    jobs.done(job);
    assertThat(lease(job)).isFalse();
  }

  @Test
  void leases_of_a_server_that_was_killed_are_taken_back_at_the_next_start() {
    saySomething();
    var job = lease();

    new PgJobs(RealPostgres.database(), UUID.randomUUID()).releaseOwn();
    assertThat(lease(job)).as("another server's start").isFalse();

    jobs.releaseOwn();
    assertThat(lease(job)).as("its own next start").isTrue();
  }

  @Test
  void a_job_that_is_given_back_can_be_had_again() {
    saySomething();
    var job = lease();

    jobs.retry(job, "Oops", Duration.ZERO);

    assertThat(lease().attempts()).isEqualTo(1);
  }

  @Test
  void a_dead_job_is_counted_and_comes_back_when_replayed() {
    saySomething();
    var job = lease();

    jobs.bury(job, "Oops");
    assertThat(jobs.dead(space)).isEqualTo(1);
    assertThat(lease(job)).isFalse();

    assertThat(jobs.replay(space)).isEqualTo(1);
    assertThat(lease().id()).isEqualTo(job.id());
  }

  @Test
  void another_spaces_dead_jobs_are_left_alone() {
    saySomething();
    jobs.bury(lease(), "Oops");

    assertThat(jobs.replay(RealPostgres.newSpace())).isZero();
    assertThat(jobs.dead(space)).isEqualTo(1);
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
    return jobs.lease(1000, LEASE).stream()
        .filter(job -> job.space().equals(space))
        .findFirst()
        .orElseThrow();
  }

  private boolean lease(Job wanted) {
    return jobs.lease(1000, LEASE).stream().anyMatch(job -> job.id().equals(wanted.id()));
  }
}
