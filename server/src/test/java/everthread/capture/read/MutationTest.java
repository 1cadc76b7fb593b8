package everthread.capture.read;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.capture.Capture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a site sends one day, reading it ends in a reading. */
class MutationTest {
  private static final int MUTATIONS = 2_000;
  private static final List<String> SHARDS =
      List.of(
          "null",
          "[]",
          "{}",
          "\"\"",
          "-1",
          "1e999",
          "true",
          "\n\n",
          "data:",
          "\\u0000",
          "<",
          "</",
          "[[[[[[",
          "{\"v\":",
          "\"p\":\"/message/content/parts/99999999\"",
          "\uD83D",
          "】",
          "```");

  @Test
  void no_mutation_of_a_body_makes_a_reader_throw() {
    var random = new Random(20260901);
    var fixtures = SiteFixture.all();
    var readings = new ArrayList<Reading>();

    for (int i = 0; i < MUTATIONS; i++) {
      var capture = fixtures.get(i % fixtures.size()).capture();
      var mutated = SiteFixture.withBody(capture, mutated(capture.body(), random));
      readings.add(SiteReaders.read(mutated));
      assertThat(new SiteGate().check(mutated)).isNotNull();
    }

    assertThat(readings).hasSize(MUTATIONS).doesNotContainNull();
  }

  @Test
  void a_body_of_another_site_or_kind_makes_no_reader_throw() {
    var fixtures = SiteFixture.all();

    for (var one : fixtures) {
      for (var other : fixtures) {
        for (var kind : Capture.Kind.values()) {
          var mixed = SiteFixture.withBody(one.capture(), kind, other.capture().body());
          assertThat(SiteReaders.read(mixed)).isNotNull();
        }
      }
    }
  }

  private static String mutated(String body, Random random) {
    var text = new StringBuilder(body);
    for (int step = random.nextInt(1, 6); step > 0 && text.length() > 1; step--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(1, 40));
      switch (random.nextInt(6)) {
        case 0 -> text.setLength(at);
        case 1 -> text.delete(at, end);
        case 2 -> text.insert(at, SHARDS.get(random.nextInt(SHARDS.size())));
        case 3 -> text.replace(at, end, SHARDS.get(random.nextInt(SHARDS.size())));
        case 4 -> text.setCharAt(at, (char) random.nextInt(0x2100));
        default -> replaceValue(text, at, random);
      }
    }
    return text.toString();
  }

  /** Puts a value of another type in place of the next one. */
  private static void replaceValue(StringBuilder text, int at, Random random) {
    int colon = text.indexOf(":", at);
    int end = colon < 0 ? -1 : text.indexOf(",", colon);
    if (end > 0) text.replace(colon + 1, end, SHARDS.get(random.nextInt(7)));
  }
}
