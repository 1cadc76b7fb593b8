package everthread.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
  /** A Wednesday. */
  private static final LocalDate TODAY = LocalDate.parse("2026-11-25");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "what did I plan in March|2026-03-31|2026-04-01",
        "what did I plan in March|2025-03-01|2025-02-28",
        "what did I plan in March 2025|2025-03-10|2026-03-10",
        "trips of May, 2023|2023-05-01|2023-06-01",
        "what did I say on 3 May|2024-05-04|2024-05-06",
        "what did I say on May 3rd, 2023|2023-05-03|2024-05-03",
        "the 3rd of June|2026-06-02|2026-06-06",
        "notes of 2026-11-02|2026-11-02|2026-11-05",
        "what happened during 2024|2024-12-31|2025-01-01",
        "what did we talk about yesterday|2026-11-24|2026-11-25",
        "what did I ask this morning|2026-11-25|2026-11-24",
        "what did I ask last week|2026-11-16|2026-11-23",
        "what did I ask this week|2026-11-23|2026-11-22",
        "what did I ask last month|2026-10-01|2026-11-01",
        "what changed this year|2026-01-01|2025-12-31",
        "the code from two weeks ago|2026-11-11|2026-11-20",
        "what I said 3 months ago|2026-08-25|2026-11-01",
        "decisions of the last 10 days|2026-11-15|2026-11-14",
        "in the past few weeks|2026-11-04|2026-11-03",
        "what did he want on Monday|2026-11-23|2026-11-24",
      })
  void a_named_time_holds_its_days_and_no_others(
      String question, LocalDate inside, LocalDate outside) {
    var days = Period.in(question, TODAY).orElseThrow();

    assertThat(days.test(inside)).isTrue();
    assertThat(days.test(outside)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "what may I eat",
        "the march of the penguins",
        "how old is my daughter",
        "port 2024 is taken",
        "when is the concert",
      })
  void a_question_that_names_none_has_none(String question) {
    assertThat(Period.in(question, TODAY)).isEmpty();
  }

  @Test
  void a_date_that_is_none_holds_no_day() {
    assertThat(Period.in("2026-13-45", TODAY).orElseThrow().test(TODAY)).isFalse();
  }
}
