package everthread.supersession;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.supersession.Figure.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          I pay 900 euros of rent for my flat in Ghent.             | My rent for the flat in Ghent has increased to 950 euros.
          My thesis has 40 pages by now, the chapter on eels included. | My thesis now has 55 pages with the eels.
          We have 12 open tickets in the billing project.            | In our billing project we now have 9 open tickets.
          My appointment with the dentist Dr. Lee is on May 3.       | My appointment with dentist Lee was moved to May 10.
          I have a call with the creative director at 3 PM.          | The call with our creative director was rescheduled to 4:30 PM.
          Our test coverage of the parser module is at 65%.          | Our test coverage of the parser module has improved to 78%.
          I run 20 km a week for the marathon in Lyon.               | I now run 30 km a week for the Lyon marathon.
          """)
  void a_new_figure_of_the_same_thing_replaces_the_older(String older, String newer) {
    assertThat(replaces(newer, older)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          I pay 900 euros of rent for my flat in Ghent.              | I now pay 80 euros for electricity.
          My thesis has 40 pages by now.                             | My thesis now has 40 pages.
          My goal is 100% test coverage of the parser module.        | Our test coverage of the parser module has improved to 78%.
          My appointment with the dentist is on May 3.               | My appointment with the dentist is on June 7.
          Find the area of a triangle with sides of 7 cm and 9 cm.   | Find the area of a triangle with sides of 8 cm and 12 cm now.
          I use Python 3.11 for my crawler.                          | I now use Python 3.13 for my crawler.
          Our parser got 20% faster with the new tables.             | Our parser got 35% faster with the new tables.
          I earn 3000 euros a month at the bakery.                   | I now earn 30000 euros at the bakery.
          """)
  void in_doubt_nothing_is_marked(String older, String newer) {
    assertThat(replaces(newer, older)).isFalse();
  }

  @Test
  void dates_times_sums_and_shares_are_told_apart() {
    var figures =
        Figures.in("I meet Ann on 3 May at 4:30 pm about the $2,500 that is 12.50% of my budget.");

    assertThat(figures)
        .extracting(Figure::kind, Figure::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Kind.DATE, "may-3"),
            org.assertj.core.groups.Tuple.tuple(Kind.TIME, "16:30"),
            org.assertj.core.groups.Tuple.tuple(Kind.MONEY, "2500"),
            org.assertj.core.groups.Tuple.tuple(Kind.PERCENT, "12.5"));
  }

  @Test
  void what_was_and_what_is_a_range_is_no_figure() {
    assertThat(Figures.in("My score was 70% and I want between 80% and 90% of my points."))
        .isEmpty();
    assertThat(Figures.in("My score went from 70% to 90%."))
        .extracting(Figure::value)
        .containsExactly("90");
  }

  @Test
  void nothing_is_read_of_code_quotations_and_tables() {
    assertThat(Figures.in("```\nmy limit = 300 calls\n```")).isEmpty();
    assertThat(Figures.in("> I have 3 cats")).isEmpty();
    assertThat(Figures.in("I have 3 cats, 4 dogs. ".repeat(20))).isEmpty();
    assertThat(Figures.in("")).isEmpty();
  }

  private static boolean replaces(String newer, String older) {
    List<Figure> then = Figures.in(older);
    return Figures.in(newer).stream().anyMatch(now -> then.stream().anyMatch(now::replaces));
  }
}
