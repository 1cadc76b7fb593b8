package everthread.extract;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days that are told by their distance, in messages of Tuesday, 10 March 2026. */
class RelativeDatesTest {
  private static final Instant SAID = Instant.parse("2026-03-10T23:30:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I moved to Tallinn last year. | User moved to Tallinn in 2025",
        "We're moving to Porto next month. | User is moving to Porto in April 2026",
        "We decided to drop Jenkins yesterday. | User decided to drop Jenkins on 9 March 2026",
        "We agreed to ship the beta next week. | User agreed to ship the beta in the week of 16 March 2026",
        "I was diagnosed with asthma last week. | User was diagnosed with asthma in the week of 2 March 2026",
      })
  void a_day_is_said_by_its_date(String text, String fact) {
    assertThat(facts(text, SAID)).contains(fact);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I moved to Tallinn last year. | User moved to Tallinn",
        "We decided to drop Jenkins yesterday. | User decided to drop Jenkins",
      })
  void of_an_unknown_day_nothing_is_reckoned(String text, String fact) {
    assertThat(facts(text, null)).contains(fact);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I love jazz these days. | User loves jazz",
        "I live in Porto now. | User lives in Porto",
      })
  void a_state_bears_no_date(String text, String fact) {
    assertThat(facts(text, SAID)).containsExactly(fact);
  }

  private static List<String> facts(String text, @Nullable Instant saidAt) {
    var turn = new Turn("t", Role.USER, null, text, saidAt);
    return Extractors.rules().extract(List.of(turn)).stream().map(Fact::text).toList();
  }
}
