package everthread.supersession;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupersessionTest {
  private static final Instant THEN = Instant.parse("2026-01-01T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          User lives in Berlin                | User lives in Munich
          User lives in Berlin                | User moved to Utrecht in 2021
          User lives in Berlin                | User moved to Munich in the week of 2 March 2026
          User lives in Berlin                | User moved to Munich on 2 March 2026
          User lives in Germany               | User lives in Berlin
          User lives in Berlin                | User is living in Lisbon, Portugal
          The user lives in Berlin.           | I live in Munich.
          Melanie lives in Oslo               | Melanie moved to Bergen last year
          User’s name is Jonas                | User’s name is Jonas Weber
          User works as a nurse               | User works as a teacher at a school
          User works at Siemens               | User works for Bosch
          User’s job is baker                 | User works as a welder
          User’s favourite color is blue      | User's favorite color is green
          User is 34 years old                | User is 35 years old
          User is single                      | User is married
          User prefers tabs over spaces       | User prefers spaces over tabs
          User uses Postgres                  | User moved to MySQL
          User uses Postgres 16 for everything | User switched from Postgres to SQLite
          User uses Postgres as their database | User uses MySQL as their main database
          User uses Todoist                   | User switched from Todoist to Things
          User uses Frobnicator               | User no longer uses Frobnicator
          User uses RabbitMQ                  | User decided to go with Kafka instead of RabbitMQ
          User uses Jenkins                   | User replaced Jenkins with GitHub Actions
          User uses VS Code                   | User migrated to Neovim
          User’s rent is 900 euros            | User’s rent is 950 euros
          The deadline of the thesis is 3 May | The deadline for the thesis is 10 May
          User’s Apollo launch date is April 1 | User’s Apollo launch date is April 5
          User’s standup is at 9:30           | User’s standup was moved to 10:00
          User’s project Apollo is on hold    | User’s project Apollo is finished
          User eats meat                      | User no longer eats meat
          User is vegan                       | User is not vegan anymore
          User does not like coffee           | User likes coffee
          """)
  void the_newer_takes_the_place_of_the_older(String older, String newer) {
    assertThat(replaces(newer, older)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          User likes hiking                   | User likes chess
          User lives in Berlin                | User lives in Germany
          User lives in Berlin, Germany       | User lives in Berlin
          User lives in Berlin                | User lives in an apartment
          User lives in Berlin                | User used to live in Munich
          User lives in Berlin                | User lives with two cats
          User lives in Berlin                | Anna lives in Munich
          User uses Postgres                  | User uses MySQL
          User uses Postgres                  | User uses Redis
          User uses Postgres                  | User moved to Kubernetes
          User uses Python                    | User uses Rust
          User uses Figma for wireframes      | User uses Figma for icons
          User works as a nurse               | User works part-time as a baker
          User works as a nurse               | User works at Siemens
          User is 34 years old                | User is from Oslo
          User’s dog is Rex                   | User’s cat is Tom
          User’s sister is a nurse            | User’s sister is in Paris
          User’s favourite color is blue      | User’s favourite food is ramen
          User prefers tabs over spaces       | User prefers vim over emacs
          User is allergic to peanuts         | User is allergic to shellfish
          User’s deadline is 3 May            | User’s deadline is 10 May
          User has two children               | User has a dog
          User eats meat                      | User does not eat pork
          User lived in Berlin                | User does not live in Berlin
          """)
  void in_doubt_both_stay(String older, String newer) {
    assertThat(replaces(newer, older)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"The deadline ", "The ", "User's rent ", "Apollo", "Anna's "})
  void one_long_word_tells_of_nothing_and_is_read_to_its_end(String opening) {
    assertThat(Claims.of(opening + "x".repeat(200), null)).allMatch(Claim::isOpposite);
  }

  @Test
  void a_word_of_change_in_the_sentence_itself_is_heard() {
    var older = said("User uses Postgres", null, 1);
    var newer = said("User uses MySQL", "We now use MySQL for the shop.", 2);

    assertThat(newer.replaces(older)).isTrue();
  }

  @Test
  void two_databases_are_rivals_though_both_may_be_in_use() {
    var older = said("User uses Postgres", null, 1);
    var newer = said("User uses MySQL", null, 2);

    assertThat(newer.replaces(older)).isFalse();
    assertThat(newer.rivals(older)).isTrue();
    assertThat(said("User uses Redis", null, 2).rivals(older)).isFalse();
  }

  @Test
  void what_was_replaced_held_until_then() {
    var berlin = said("User lives in Berlin", null, 1);
    var munich = said("User lives in Munich", null, 5);

    var standings = Supersession.settle(List.of(munich, berlin));

    assertThat(standings.get(berlin.id()))
        .isEqualTo(new Standing(List.of(new Standing.Period(day(1), day(5))), munich.id()));
    assertThat(holding(standings)).containsExactly(munich.id());
  }

  @Test
  void who_moves_back_lives_there_again() {
    var berlin =
        new Said(
            UUID.randomUUID(),
            Claims.of("User lives in Berlin", null),
            List.of(day(1), day(9)),
            null);
    var munich = said("User lives in Munich", null, 5);

    var standings = Supersession.settle(List.of(berlin, munich));

    assertThat(standing(standings, berlin).held())
        .containsExactly(new Standing.Period(day(1), day(5)), new Standing.Period(day(9), null));
    assertThat(standing(standings, munich).by()).isEqualTo(berlin.id());
  }

  @Test
  void what_a_person_upheld_stays_until_something_newer_is_said() {
    var claims = Claims.of("User lives in Berlin", null);
    var berlin = new Said(UUID.randomUUID(), claims, List.of(day(1)), day(7));
    var munich = said("User lives in Munich", null, 5);
    var oslo = said("User lives in Oslo", null, 9);

    assertThat(holding(Supersession.settle(List.of(berlin, munich))))
        .containsExactlyInAnyOrder(berlin.id(), munich.id());
    assertThat(holding(Supersession.settle(List.of(berlin, munich, oslo))))
        .containsExactly(oslo.id());
  }

  @Test
  void two_places_named_at_the_same_moment_both_stay() {
    var standings =
        Supersession.settle(
            List.of(said("User lives in Berlin", null, 1), said("User lives in Munich", null, 1)));

    assertThat(holding(standings)).hasSize(2);
  }

  private static Standing standing(Map<UUID, Standing> standings, Said said) {
    return java.util.Objects.requireNonNull(standings.get(said.id()));
  }

  private static List<UUID> holding(Map<UUID, Standing> standings) {
    return standings.entrySet().stream()
        .filter(entry -> entry.getValue().holds())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean replaces(String newer, String older) {
    return said(newer, null, 2).replaces(said(older, null, 1));
  }

  private static Said said(
      String content, @org.jspecify.annotations.Nullable String quote, int day) {
    return new Said(UUID.randomUUID(), Claims.of(content, quote), List.of(day(day)), null);
  }

  private static Instant day(int day) {
    return THEN.plusSeconds(86_400L * day);
  }
}
