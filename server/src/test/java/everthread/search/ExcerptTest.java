package everthread.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static final String TEXT =
      "We went to the lake in June. The water was cold. Nobody had brought a towel. "
          + "My sister cut her foot on a mussel. We drove to the doctor in Ghent. It rained all day.";

  @Test
  void a_text_that_fits_is_given_whole() {
    assertThat(Excerpt.of("Two words.", 25, (start, end) -> 0)).isEqualTo("Two words.");
  }

  @Test
  void whole_sentences_that_tell_most_are_kept_in_their_order() {
    var excerpt = Excerpt.of(TEXT, 15, telling("foot", "doctor"));

    assertThat(excerpt)
        .isEqualTo("… My sister cut her foot on a mussel. We drove to the doctor in Ghent. …");
  }

  @Test
  void a_gap_between_two_sentences_is_shown() {
    var excerpt = Excerpt.of(TEXT, 9, telling("water", "rained"));

    assertThat(excerpt).isEqualTo("… The water was cold. … It rained all day.");
  }

  @Test
  void a_sentence_without_end_is_broken_off_between_two_words() {
    var excerpt = Excerpt.of("word ".repeat(500), 10, (start, end) -> 1);

    assertThat(excerpt).isEqualTo("word ".repeat(10).strip() + " …");
  }

  @Test
  void lines_without_full_stops_are_sentences() {
    var excerpt = Excerpt.of("alpha beta\ngamma delta\nepsilon zeta", 2, (start, end) -> start);

    assertThat(excerpt).isEqualTo("… epsilon zeta");
  }

  private static Excerpt.Worth telling(String... words) {
    return (start, end) ->
        java.util.Arrays.stream(words).anyMatch(TEXT.substring(start, end)::contains) ? 1 : 0;
  }
}
