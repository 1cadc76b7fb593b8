package everthread.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A failure is told without what it says. */
class BareTest {

  @Test
  void kinds_places_and_causes_stay_and_the_words_go() {
    var failure =
        new IllegalStateException(
            "said in a chat", new SQLException("Key (text)=(said in a chat) exists", "23505"));

    var log = new StringWriter();
    Bare.of(failure).printStackTrace(new PrintWriter(log));

    assertThat(log.toString())
        .contains("java.lang.IllegalStateException")
        .contains("java.sql.SQLException (SQL state 23505)")
        .contains("BareTest.kinds_places_and_causes_stay_and_the_words_go")
        .doesNotContain("said in a chat");
  }

  @Test
  void a_chain_of_causes_that_ends_in_itself_is_told_in_part() {
    var one = new IllegalStateException("a");
    var other = new IllegalArgumentException("b", one);
    one.initCause(other);

    assertThat(Bare.of(one))
        .hasNoSuppressedExceptions()
        .hasMessage("java.lang.IllegalStateException");
  }
}
