package everthread.capture.read;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.capture.read.html.HtmlMarkdown;
import everthread.capture.read.html.Pages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlMarkdownTest {
  private static String markdown(String html) {
    return HtmlMarkdown.of(Pages.parse(html).body());
  }

  @Test
  void emphasis_stands_at_its_words() {
    assertThat(markdown("<p>so<b> bold </b>and <i>bent</i><strong></strong></p>"))
        .isEqualTo("so **bold** and *bent*");
  }

  @Test
  void code_keeps_its_lines_and_its_backticks() {
    assertThat(markdown("<pre><code class='language-sh'>a  `b`\n\n  ```c\n</code></pre>"))
        .isEqualTo("````sh\na  `b`\n\n  ```c\n````");
  }

  @Test
  void lines_of_codemirror_are_lines() {
    assertThat(
            markdown(
                "<pre><div class='cm-content'><div class='cm-line'>one</div>"
                    + "<div class='cm-line'>  two</div></div></pre>"))
        .isEqualTo("```\none\n  two\n```");
  }

  @Test
  void a_tag_in_words_stays_words() {
    assertThat(markdown("<p>the &lt;script&gt; tag, 1 &lt; 2</p>"))
        .isEqualTo("the \\<script> tag, 1 < 2");
  }

  @Test
  void lists_in_lists_are_indented() {
    assertThat(markdown("<ol><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ol>"))
        .isEqualTo("1. a\n   - b\n2. c\n\n   d");
  }

  @Test
  void buttons_icons_and_words_for_screen_readers_are_left_out() {
    assertThat(
            markdown(
                "<h5 class='sr-only'>You said</h5><button>Copy</button><svg><text>x</text></svg>"
                    + "<mat-icon>thumb_up</mat-icon><p>kept</p>"))
        .isEqualTo("kept");
  }

  @Test
  void pictures_are_kept_by_what_they_show() {
    assertThat(markdown("<p><img alt='A cat' src='https://x.example.org/c.png'> <img src='i'></p>"))
        .isEqualTo("[Image: A cat]");
  }

  @Test
  void addresses_that_run_something_are_no_links() {
    assertThat(markdown("<a href='javascript:alert(1)'>here</a>")).isEqualTo("here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div>",
        "<span>",
        "<b>",
        "<p>",
        "<ul><li>",
        "<blockquote>",
        "<table><tr><td>",
        "<pre>",
        "<a href='https://x.example.org'>",
        "<b><i><p>",
        "<h1>",
        "<svg>",
        "<code-block>",
        "<div class='group/copy'>",
        "<span class='katex'>",
        "</p>",
        "<"
      })
  void a_hundred_thousand_open_tags_are_survived(String tag) {
    var text = markdown("<p>before</p>" + tag.repeat(100_000) + "x");

    assertThat(text).startsWith("before");
  }
}
