package everthread.search;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.search.Clause.Group;
import everthread.search.Clause.Phrase;
import everthread.search.Clause.Prefix;
import everthread.search.Clause.Word;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {

  @Test
  void bare_words_are_joined_by_or() {
    assertThat(clauses("blue whale")).isEqualTo(any(word("blue"), word("whale")));
  }

  @Test
  void a_quoted_phrase_must_be_there() {
    assertThat(clauses("\"blue whale\" song"))
        .isEqualTo(new Group(List.of(new Phrase("blue whale")), List.of(word("song")), List.of()));
  }

  @Test
  void a_phrase_beside_or_need_not_be_there() {
    assertThat(clauses("\"blue whale\" OR song"))
        .isEqualTo(any(new Phrase("blue whale"), word("song")));
  }

  @Test
  void and_binds_tighter_than_or() {
    assertThat(clauses("a AND b c")).isEqualTo(any(all(word("a"), word("b")), word("c")));
    assertThat(clauses("a AND b")).isEqualTo(all(word("a"), word("b")));
  }

  @Test
  void not_and_minus_bar_a_word() {
    var expected = new Group(List.of(), List.of(word("whale")), List.of(word("blue")));

    assertThat(clauses("whale NOT blue")).isEqualTo(expected);
    assertThat(clauses("whale -blue")).isEqualTo(expected);
  }

  @Test
  void a_hyphen_inside_a_word_bars_nothing() {
    assertThat(clauses("well-known")).isEqualTo(any(word("well-known")));
  }

  @Test
  void parentheses_group_and_calls_stay_whole() {
    assertThat(clauses("(a OR b) AND c")).isEqualTo(all(any(word("a"), word("b")), word("c")));
    assertThat(clauses("print(x)")).isEqualTo(any(word("print(x)")));
  }

  @Test
  void an_asterisk_at_the_end_asks_for_a_beginning() {
    assertThat(clauses("data*")).isEqualTo(any(new Prefix("data")));
  }

  @Test
  void a_quote_that_is_never_closed_is_a_word_and_says_so() {
    var parsed = QueryParser.parse("\"blue whale");

    assertThat(parsed.clauses()).isEqualTo(any(word("blue"), word("whale")));
    assertThat(parsed.notice())
        .isEqualTo("The quote before ‘blue’ is never closed, so it was searched as a word.");
  }

  @Test
  void an_operator_that_joins_nothing_is_a_word_and_says_so() {
    var parsed = QueryParser.parse("AND whale");

    assertThat(parsed.clauses()).isEqualTo(any(word("AND"), word("whale")));
    assertThat(parsed.notice())
        .isEqualTo("‘AND’ joins nothing here, so it was searched as a word.");
  }

  @Test
  void filters_are_taken_out_of_the_text() {
    var parsed =
        QueryParser.parse(
            "whale site:claude,chatgpt kind:memory role:user tag:\"deep sea\" from:2026-01-01"
                + " to:2026-01-31");

    assertThat(parsed.words()).isEqualTo("whale");
    assertThat(parsed.notice()).isNull();
    assertThat(parsed.typed())
        .isEqualTo(
            new Query.Filter(
                Query.Kind.MEMORY,
                Set.of(Site.CLAUDE, Site.CHATGPT),
                null,
                Role.USER,
                "deep sea",
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-02-01T00:00:00Z")));
  }

  @Test
  void a_filter_with_an_unknown_value_is_words_and_says_so() {
    var parsed = QueryParser.parse("site:myspace");

    assertThat(parsed.clauses()).isEqualTo(any(word("site:myspace")));
    assertThat(parsed.notice()).contains("‘site:myspace’ is not a filter");
  }

  @Test
  void an_address_is_no_filter() {
    assertThat(clauses("https://chat.example/a")).isEqualTo(any(word("https://chat.example/a")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\"",
        "\"\"",
        "AND",
        "OR OR",
        "NOT",
        "- -",
        "((((",
        "))))",
        "()",
        "* **",
        "+",
        "a AND",
        "OR b",
        "a AND OR b",
        "NOT NOT a",
        "-",
        "\u0000",
        "'); DROP TABLE messages; --",
        "🎉🎉",
        "from:yesterday",
        "to:9999999999",
        "tag:",
        ":",
        "site:",
        "a:b:c",
        "«x",
        "|| &&",
        "-(",
        "+\""
      })
  void nothing_is_refused(String text) {
    assertThat(QueryParser.parse(text)).isNotNull();
  }

  @Test
  void random_operators_are_never_refused() {
    var random = new Random(7);
    var pieces =
        List.of("a", "AND", "OR", "NOT", "(", ")", "\"", "-", "+", "*", "b*", "site:", " ");
    for (int i = 0; i < 5_000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(pieces.get(random.nextInt(pieces.size())))
            .append(random.nextBoolean() ? " " : "");
      }

      assertThat(QueryParser.parse(text.toString())).isNotNull();
    }
  }

  @Test
  void a_text_of_any_length_and_depth_is_understood() {
    assertThat(QueryParser.parse("(".repeat(50_000) + "a").notice()).contains("10,000 characters");
    assertThat(QueryParser.parse("a AND ".repeat(1_600)).clauses().isEmpty()).isFalse();
  }

  private static Clause.Group clauses(String text) {
    return QueryParser.parse(text).clauses();
  }

  private static Word word(String text) {
    return new Word(text);
  }

  private static Group any(Clause... clauses) {
    return new Group(List.of(), List.of(clauses), List.of());
  }

  private static Group all(Clause... clauses) {
    return new Group(List.of(clauses), List.of(), List.of());
  }
}
