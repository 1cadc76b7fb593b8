package everthread.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.connecting.Visitor.Origin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What clients do is put together, kept short, and shown to nobody else. */
class AttemptsTest {
  private static final UUID ANNA = new UUID(0, 1);
  private static final UUID BERND = new UUID(0, 2);
  private static final Origin HERE = new Origin("127.0.0.1", "client/1");

  private final Hands hands = new Hands();
  private final Attempts attempts = new Attempts(hands);

  @Test
  void the_steps_of_one_client_make_one_attempt() {
    var client = Visitor.from(HERE);
    attempts.note(client, Step.done(Stage.DOOR, "refused"));
    attempts.note(client, Step.done(Stage.RESOURCE, "read"));
    attempts.note(client.withId("c1").withName("Claude"), Step.done(Stage.CLIENT, "registered"));
    attempts.note(Visitor.of(ANNA, "c1", "Claude"), Step.waiting(Stage.CONSENT, "asked"));
    attempts.note(Visitor.of(ANNA, "c1", "Claude"), Step.done(Stage.CONSENT, "allowed"));
    attempts.note(client.withId("c1").withPerson(ANNA), Step.done(Stage.TOKEN, "token"));
    attempts.note(client.withPerson(ANNA), Step.done(Stage.GREETING, "hello"));

    var attempt = only(ANNA);

    assertThat(attempt.name()).isEqualTo("Claude");
    assertThat(attempt.agent()).isEqualTo("client/1");
    assertThat(attempt.place()).isEqualTo(Place.THIS_MACHINE);
    assertThat(stages(attempt))
        .containsExactly(
            Stage.DOOR, Stage.RESOURCE, Stage.CLIENT, Stage.CONSENT, Stage.TOKEN, Stage.GREETING);
  }

  @Test
  void a_client_that_is_known_already_is_joined_with_what_it_did_before_it_said_so() {
    attempts.note(Visitor.of(ANNA, "c1", "Claude"), Step.done(Stage.CONSENT, "allowed"));
    hands.move(Duration.ofSeconds(1));
    attempts.note(Visitor.from(HERE), Step.done(Stage.SERVER, "read"));
    hands.move(Duration.ofSeconds(1));
    attempts.note(Visitor.from(HERE).withId("c1"), Step.failed(Stage.TOKEN, "no", "again"));

    assertThat(stages(only(ANNA))).containsExactly(Stage.CONSENT, Stage.SERVER, Stage.TOKEN);
  }

  @Test
  void a_token_may_be_used_by_another_program_of_the_same_house() {
    attempts.note(
        Visitor.from(HERE).withId("c1").withPerson(ANNA), Step.done(Stage.TOKEN, "token"));
    var other = new Origin("127.0.0.1", "another-library/2");
    attempts.note(Visitor.from(other).withPerson(ANNA), Step.done(Stage.GREETING, "hello"));

    assertThat(stages(only(ANNA))).containsExactly(Stage.TOKEN, Stage.GREETING);
  }

  @Test
  void what_was_done_with_one_persons_consent_is_not_shown_to_another() {
    attempts.note(Visitor.of(ANNA, "c1", "Claude"), Step.done(Stage.CONSENT, "allowed"));
    attempts.note(Visitor.of(BERND, "c1", "Claude"), Step.waiting(Stage.CONSENT, "asked"));

    assertThat(only(ANNA).steps().getFirst().step().sentence()).isEqualTo("allowed");
    assertThat(only(BERND).steps().getFirst().step().sentence()).isEqualTo("asked");
  }

  @Test
  void the_same_again_is_counted_and_a_connected_clients_calls_are_told_once() {
    var client = Visitor.from(HERE).withPerson(ANNA);
    attempts.note(client, Step.done(Stage.GREETING, "hello"));
    for (int i = 0; i < 100; i++) attempts.note(client, Step.done(Stage.CALL, "call " + i));
    for (int i = 0; i < 3; i++) attempts.note(client, Step.failed(Stage.CALL, "no", "again"));

    var steps = only(ANNA).steps();

    assertThat(steps).extracting(Attempt.Seen::times).containsExactly(1, 1, 3);
  }

  @Test
  void one_that_comes_back_after_a_while_begins_anew() {
    attempts.note(Visitor.from(HERE), Step.done(Stage.DOOR, "refused"));
    hands.move(Duration.ofMinutes(11));
    attempts.note(Visitor.from(HERE), Step.done(Stage.DOOR, "refused"));
    assertThat(attempts.of(ANNA)).hasSize(2);

    hands.move(Duration.ofHours(25));
    attempts.note(Visitor.from(HERE), Step.done(Stage.DOOR, "refused"));
    assertThat(attempts.of(ANNA)).hasSize(1);
  }

  @Test
  void a_flood_of_strangers_is_kept_short_and_drives_out_nobody_who_was_let_in() {
    attempts.note(Visitor.of(ANNA, "c1", "Claude"), Step.done(Stage.CONSENT, "allowed"));
    for (int i = 0; i < 10_000; i++) {
      var stranger = Visitor.from(new Origin("203.0.113." + i % 250, "agent " + i));
      attempts.note(stranger, Step.done(Stage.DOOR, "x".repeat(100_000)));
    }

    var seen = attempts.of(ANNA);

    assertThat(seen).hasSizeLessThanOrEqualTo(13);
    assertThat(seen).extracting(Attempt::name).contains("Claude");
    assertThat(seen.getFirst().place()).isEqualTo(Place.ELSEWHERE);
    assertThat(seen.getFirst().steps().getFirst().step().sentence()).hasSize(Step.LONGEST);
  }

  @Test
  void one_client_that_never_stops_is_kept_short_too() {
    for (int i = 0; i < 1_000; i++) {
      attempts.note(
          Visitor.from(HERE).withId("c1"), Step.failed(Stage.TOKEN, "no " + i, "try again"));
    }

    assertThat(only(ANNA).steps()).hasSize(30);
  }

  @Test
  void a_strangers_words_stand_on_one_line_without_what_steers_the_text() {
    var agent = "a\u202Eb\r\nc\u0000" + "d".repeat(10_000);
    attempts.note(
        Visitor.from(new Origin("10.0.0.8", agent)).withName("n\u2066".repeat(500)),
        Step.done(Stage.GREETING, "hello"));

    var attempt = only(ANNA);

    assertThat(attempt.agent()).startsWith("a b c d").hasSize(120);
    assertThat(attempt.name()).doesNotContain("\u2066").hasSizeLessThanOrEqualTo(60);
    assertThat(attempt.place()).isEqualTo(Place.LOCAL_NETWORK);
  }

  private Attempt only(UUID person) {
    var seen = attempts.of(person);
    assertThat(seen).hasSize(1);
    return seen.getFirst();
  }

  private static List<Stage> stages(Attempt attempt) {
    return attempt.steps().stream().map(seen -> seen.step().stage()).toList();
  }

  /** A clock that is moved by hand. */
  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-11-22T14:02:00Z");

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
