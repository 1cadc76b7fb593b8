package everthread.vitals;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/**
 * Writes log events as lines: JSON, or text for a person at a terminal. Of an exception only the
 * class names and the frames are written, never its message, which could quote what somebody said.
 */
public final class LogLines extends EncoderBase<ILoggingEvent> {
  private boolean json;

  /**
   * @param format "json", "text", or anything else for json unless a person sits at a terminal
   */
  public void setFormat(String format) {
    json =
        switch (format) {
          case "json" -> true;
          case "text" -> false;
          default -> !isTerminal();
        };
  }

  private static boolean isTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    var line = json ? JsonLine.of(event) : TextLine.of(event);
    return line.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
