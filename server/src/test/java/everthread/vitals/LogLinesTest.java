package everthread.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import everthread.problem.Bare;
import everthread.web.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogLinesTest {
  private final LoggingEvent event =
      new LoggingEvent(
          "fqcn",
          new LoggerContext().getLogger("everthread.web.RequestLog"),
          Level.ERROR,
          "a request failed",
          new IllegalStateException("CANARY", new IllegalArgumentException("CANARY too")),
          null);

  @Test
  void an_event_is_one_line_of_json_with_its_values() {
    event.addKeyValuePair(new KeyValuePair("operation", "search"));
    event.addKeyValuePair(new KeyValuePair("status", 500));

    var line = written("json");

    assertThat(line).endsWith("\n").containsOnlyOnce("\n");
    JsonNode json = Json.read(line.getBytes(StandardCharsets.UTF_8));
    assertThat(json.get("level").asText()).isEqualTo("error");
    assertThat(json.get("logger").asText()).isEqualTo("RequestLog");
    assertThat(json.get("message").asText()).isEqualTo("a request failed");
    assertThat(json.get("operation").asText()).isEqualTo("search");
    assertThat(json.get("status").asInt()).isEqualTo(500);
  }

  @Test
  void an_exception_is_told_by_class_and_place_but_never_by_its_words() {
    for (var format : new String[] {"json", "text"}) {
      assertThat(written(format))
          .contains("java.lang.IllegalStateException", "LogLinesTest.java")
          .contains("caused by java.lang.IllegalArgumentException")
          .doesNotContain("CANARY");
    }
  }

  @Test
  void a_bare_failure_is_told_by_the_class_that_it_stands_for() {
    var bare = Bare.of(new IllegalStateException("CANARY", new IllegalArgumentException("CANARY")));
    var failed =
        new LoggingEvent(
            "fqcn",
            new LoggerContext().getLogger("everthread.Main"),
            Level.ERROR,
            "failed",
            bare,
            null);
    var lines = new LogLines();
    lines.setFormat("json");

    assertThat(new String(lines.encode(failed), StandardCharsets.UTF_8))
        .contains("java.lang.IllegalStateException", "caused by java.lang.IllegalArgumentException")
        .doesNotContain("Bare\"", "CANARY");
  }

  @Test
  void text_is_for_a_person_at_a_terminal() {
    event.addKeyValuePair(new KeyValuePair("operation", "search"));

    assertThat(written("text")).contains("ERROR RequestLog a request failed operation=search\n");
  }

  private String written(String format) {
    var lines = new LogLines();
    lines.setFormat(format);
    return new String(lines.encode(event), StandardCharsets.UTF_8);
  }
}
