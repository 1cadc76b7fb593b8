package everthread.vitals;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/** One event as a JSON object on a line. Pure. */
final class JsonLine {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonLine() {}

  static String of(ILoggingEvent event) {
    var line = new StringWriter(256);
    try (var json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("at", event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
      json.writeStringField("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
      json.writeStringField("logger", TextLine.shortName(event));
      json.writeStringField("message", event.getFormattedMessage());
      var pairs = event.getKeyValuePairs();
      for (var pair : pairs == null ? List.<KeyValuePair>of() : pairs) write(json, pair);
      var trace = LogTrace.of(event.getThrowableProxy());
      if (!trace.isEmpty()) {
        json.writeArrayFieldStart("thrown");
        for (var frame : trace) json.writeString(frame);
        json.writeEndArray();
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return line.append('\n').toString();
  }

  private static void write(JsonGenerator json, KeyValuePair pair) throws IOException {
    switch (pair.value) {
      case Integer number -> json.writeNumberField(pair.key, number);
      case Long number -> json.writeNumberField(pair.key, number);
      case null -> json.writeNullField(pair.key);
      default -> json.writeStringField(pair.key, pair.value.toString());
    }
  }
}
