package everthread;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import everthread.vitals.LogLines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Everything that a running server logs while this is open, as it would be written. */
final class LogLinesCaught extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final LogLines format = new LogLines();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  static LogLinesCaught open() {
    var caught = new LogLinesCaught();
    caught.format.setFormat("json");
    caught.start();
    root().addAppender(caught);
    root().setLevel(Level.INFO);
    return caught;
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(new String(format.encode(event), StandardCharsets.UTF_8));
  }

  String all() {
    return String.join("", lines);
  }

  @Override
  public void close() {
    root().detachAppender(this);
    root().setLevel(Level.WARN);
  }
}
