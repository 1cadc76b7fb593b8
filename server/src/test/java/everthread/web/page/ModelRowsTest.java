package everthread.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.extract.llm.ModelState;
import everthread.web.page.StatusView.Line;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelRowsTest {
  private static final Line JAVA = new Line("Java", "25", false);

  @Test
  void without_a_model_nothing_is_said_of_one() {
    assertThat(ModelRows.after(List.of(JAVA), Optional.empty())).containsExactly(JAVA);
  }

  @Test
  void the_model_its_host_and_its_tokens_are_shown_and_a_used_up_day_wants_the_eye() {
    var lines =
        ModelRows.after(
            List.of(JAVA), Optional.of(new ModelState("small", "127.0.0.1", 2_000, 2_000)));

    assertThat(lines)
        .extracting(Line::label)
        .containsExactly("Java", "Language model", "Its tokens today");
    assertThat(lines.get(1).value()).isEqualTo("small at 127.0.0.1");
    assertThat(lines.get(2).busy()).isTrue();
  }
}
