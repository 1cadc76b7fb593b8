package everthread.redact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegibleTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Plain text,\n\twith lines",
        "naïve café Ωμέγα 日本語 한국어 עברית",
        "👩‍💻 ❤️ 🇫🇷",
        "می‌خواهم",
        "क्‍ष",
        "x² ≤ ∑ → ½ €"
      })
  void what_people_write_stays_as_it_is(String text) {
    assertThat(LegibleText.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 0x1B, 0x7F, 0x85, 0xAD, 0x200B, 0x200E, 0x202E, 0x2028, 0x2060, 0x2066, 0xFEFF, 0xE000,
        0xFE01, 0x3164, 0x61C, 0xFFF9, 0xE0001, 0xE0041, 0xE007F, 0xE0100, 0x1D173, 0xF0000
      })
  void what_nobody_sees_is_taken_out(int hidden) {
    var text = "a" + Character.toString(hidden) + "b";

    assertThat(LegibleText.of(text)).isEqualTo("ab");
  }

  @Test
  void a_message_written_in_joiners_does_not_pass() {
    assertThat(LegibleText.of("a‍‌‌‍‍‌b")).isEqualTo("a‍b");
  }

  @Test
  void heaps_of_marks_on_a_letter_are_cut_down() {
    assertThat(LegibleText.of("e" + "́".repeat(1_000_000) + "f")).hasSize(10);
  }

  @Test
  void half_of_a_surrogate_pair_becomes_the_replacement_character() {
    assertThat(LegibleText.of("a\uD83Db")).isEqualTo("a\uFFFDb");
  }
}
