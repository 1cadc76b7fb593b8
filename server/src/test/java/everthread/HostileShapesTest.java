package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.bench.hostile.Hostile;
import everthread.bench.hostile.Hostile.Trial;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a page, a stream or a text is made of, it is read to its end, and nothing of it acts.
 */
class HostileShapesTest {
  private static final int ELEMENTS = 20_000;

  static List<Trial> trials() {
    return Hostile.all();
  }

  @ParameterizedTest
  @MethodSource("trials")
  void every_shape_is_read(Trial trial) throws Exception {
    var read = trial.reading().apply(ELEMENTS).call();

    assertThat(read).isNotNull();
    if (trial.where().equals("shown on the page")) isHarmless(read);
  }

  private static void isHarmless(String html) {
    var shown = Jsoup.parseBodyFragment(html);
    assertThat(shown.select("script, style, iframe, object, embed, img, svg, form, input"))
        .isEmpty();
    for (var element : shown.getAllElements()) {
      for (var attribute : element.attributes()) {
        assertThat(attribute.getKey()).doesNotStartWith("on").isNotEqualTo("style");
        assertThat(attribute.getValue()).doesNotStartWithIgnoringCase("javascript:");
      }
    }
  }
}
