package everthread.web.page.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class MessageHtmlTest {
  private static Element answer(String markdown) {
    return Jsoup.parseBodyFragment(MessageHtml.of(markdown, false, FoundWords.NONE)).body();
  }

  @Test
  void a_formula_becomes_mathml() {
    var body = answer("So $x^2$ and $$\\frac{a}{b}$$ and \\(y_1\\).");

    assertThat(body.select("math")).hasSize(3);
    assertThat(body.select("msup, mfrac, msub")).hasSize(3);
    assertThat(body.select(".formula-block")).hasSize(1);
  }

  @Test
  void fences_and_names_are_drawn_by_every_browser() {
    var body = answer("$f(1 + r) = 40\\,\\mathrm{GB} \\in \\mathbb{R}$");

    assertThat(body.select("mfenced, mstyle")).isEmpty();
    assertThat(body.text()).contains("(").contains("GB").contains("ℝ");
  }

  @Test
  void fences_within_fences_stay() {
    var body = answer("$(1 + r \\cdot (d - 1))$");

    assertThat(body.select("mfenced")).isEmpty();
    assertThat(body.select("mo").eachText()).filteredOn("("::equals).hasSize(2);
    assertThat(body.select("mo").eachText()).filteredOn(")"::equals).hasSize(2);
  }

  @Test
  void a_price_is_no_formula() {
    var body = answer("It costs $5 today and $6 tomorrow.");

    assertThat(body.select("math, .tex")).isEmpty();
    assertThat(body.text()).isEqualTo("It costs $5 today and $6 tomorrow.");
  }

  @Test
  void a_formula_that_is_not_understood_shows_its_tex() {
    var body = answer("$\\unknown{x}$ and $\\newcommand{\\a}{\\a}\\a$");

    assertThat(body.select("math")).isEmpty();
    assertThat(body.select(".tex code").getFirst().text()).isEqualTo("\\unknown{x}");
  }

  @Test
  void code_keeps_its_text_and_gets_its_buttons() {
    var body = answer("```bash\n# count\nfor t in a; do echo \"$t\" --now; done\n```");

    assertThat(body.select("pre").getFirst().wholeText())
        .isEqualTo("# count\nfor t in a; do echo \"$t\" --now; done\n");
    assertThat(body.select(".code-language").text()).isEqualTo("bash");
    assertThat(body.select(".code-comment").text()).isEqualTo("# count");
    assertThat(body.select(".code-keyword").eachText()).containsExactly("for", "in", "do", "done");
    assertThat(body.select("button[data-copy]")).hasSize(1);
  }

  @Test
  void tables_strikethrough_and_bare_links_are_known() {
    var body = answer("| a | b |\n|---|--:|\n| 1 | 2 |\n\n~~old~~ https://example.org/x");

    assertThat(body.select("td.align-right").text()).isEqualTo("2");
    assertThat(body.select("del").text()).isEqualTo("old");
    assertThat(body.select("a").attr("href")).isEqualTo("https://example.org/x");
    assertThat(body.select("a").attr("rel")).isEqualTo("noopener noreferrer");
  }

  @Test
  void a_hidden_secret_is_a_label() {
    var body = answer("The password is [redacted:password], the key `[redacted:api_key]`.");

    assertThat(body.select(".secret").eachText())
        .containsExactly("password hidden", "API key hidden");
  }

  @Test
  void the_lines_that_a_person_typed_are_kept() {
    var typed = MessageHtml.of("one\ntwo", true, FoundWords.NONE);

    assertThat(Jsoup.parseBodyFragment(typed).select("br")).hasSize(1);
  }

  @Test
  void found_words_are_marked_with_their_endings_and_excluded_ones_are_not() {
    var words = FoundWords.of("restore NOT disk", Set.of());
    var body =
        Jsoup.parseBodyFragment(
            MessageHtml.of("Restored *restoring* restore the disk; restoration", false, words));

    assertThat(body.select("mark").eachText()).containsExactly("Restored", "restore");
  }
}
