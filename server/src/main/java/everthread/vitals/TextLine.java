package everthread.vitals;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.temporal.ChronoUnit;

/** One event as a line for a person; a trace follows on lines of its own. Pure. */
final class TextLine {
  private TextLine() {}

  static String of(ILoggingEvent event) {
    var line = new StringBuilder(160);
    line.append(event.getInstant().truncatedTo(ChronoUnit.MILLIS)).append(' ');
    line.append("%-5s".formatted(event.getLevel())).append(' ');
    line.append(shortName(event)).append(' ').append(event.getFormattedMessage());
    var pairs = event.getKeyValuePairs();
    if (pairs != null) {
      for (var pair : pairs) line.append(' ').append(pair.key).append('=').append(pair.value);
    }
    line.append('\n');
    for (var frame : LogTrace.of(event.getThrowableProxy())) {
      line.append("    ").append(frame).append('\n');
    }
    return line.toString();
  }

  static String shortName(ILoggingEvent event) {
    var name = event.getLoggerName();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
