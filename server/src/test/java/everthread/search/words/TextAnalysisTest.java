package everthread.search.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextAnalysisTest {

  @ParameterizedTest
  @CsvSource({
    "allergic,allergy",
    "allergies,allergy",
    "running,run",
    "went,go",
    "children,child",
    "bought,buy",
    "biological,biology",
    "historic,history",
    "photographer,photography",
    "strategic,strategy",
    "deploying,deployed",
    "Café,cafe",
    "STRASSE,straße",
    "Caroline’s,caroline",
    "ｆｕｌｌ,full"
  })
  void relatives_meet(String one, String other) {
    assertThat(terms(one)).isEqualTo(terms(other));
  }

  @ParameterizedTest
  @CsvSource({
    "policy,police",
    "party,part",
    "county,count",
    "treaty,treat",
    "new,news",
    "left,leave"
  })
  void strangers_do_not(String one, String other) {
    assertThat(terms(one)).isNotEqualTo(terms(other));
  }

  @ParameterizedTest
  @CsvSource({
    "useEffect,use|effect",
    "max_pool_size,max|pool|size",
    "HTTPServer,http|server",
    "v1.2.3,1.2.3",
    "index.html,index|html",
    "sha256,sha|256",
    "l'amour,amour",
    "'1,200',1200",
    "iPhone,phone"
  })
  void an_identifier_has_its_parts(String word, String parts) {
    var found = TextAnalysis.tokens(word).getFirst().parts();

    assertThat(found).containsAll(List.of(parts.split("\\|", -1)));
  }

  @Test
  void symbols_that_name_a_language_belong_to_it() {
    assertThat(exact("C++ and C# and F#")).containsExactly("c++", "and", "c#", "and", "f#");
  }

  @Test
  void plain_words_and_numbers_have_no_parts() {
    for (var token : TextAnalysis.tokens("Plain words don't split, nor 3.14 nor Zürich")) {
      assertThat(token.parts()).isEmpty();
    }
  }

  @Test
  void chinese_has_characters_pairs_and_dictionary_words() {
    var tokens = TextAnalysis.tokens("我在学习机器学习");

    assertThat(tokens).extracting(Token::exact).contains("机", "器", "学", "习");
    assertThat(tokens.stream().flatMap(token -> token.terms().stream())).contains("机器", "器学", "学习");
  }

  @Test
  void offsets_point_into_the_text() {
    var text = "Größe: “Häuser” 東京 👍🏽 useEffect()";

    for (var token : TextAnalysis.tokens(text)) {
      var there = text.substring(token.start(), token.end());
      assertThat(Folding.fold(there)).isEqualTo(token.exact());
    }
  }

  @Test
  void very_long_runs_are_cut() {
    assertThat(exact("x".repeat(100_000))).allMatch(word -> word.length() <= Folding.MAX_LENGTH);
  }

  @Test
  void the_short_way_for_ascii_has_icus_outcome() {
    var segmenter = new Segmenter();
    var random = new Random(11);
    var alphabet = "ab1 2_.,'-:;/()#\"A Z\n@x9";
    for (int i = 0; i < 3_000; i++) {
      var text = new StringBuilder();
      for (int n = 1 + random.nextInt(30); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }

      assertThat(segmenter.segments(text.toString()))
          .as(text.toString())
          .isEqualTo(segmenter.byIcuAlone(text.toString()));
    }
  }

  private static List<String> terms(String text) {
    return TextAnalysis.tokens(text).stream().map(token -> token.terms().getFirst()).toList();
  }

  private static List<String> exact(String text) {
    return TextAnalysis.tokens(text).stream().map(Token::exact).toList();
  }
}
