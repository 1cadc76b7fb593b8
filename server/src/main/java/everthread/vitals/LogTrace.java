package everthread.vitals;

import ch.qos.logback.classic.spi.IThrowableProxy;
import everthread.problem.Bare;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exception without its words: class names and where it came from. Pure. */
final class LogTrace {
  private static final int FRAMES = 30;
  private static final int CAUSES = 5;

  private LogTrace() {}

  /** A class name, its frames, then the same of its causes; empty when nothing was thrown. */
  static List<String> of(@Nullable IThrowableProxy thrown) {
    var lines = new ArrayList<String>();
    var at = thrown;
    for (int depth = 0; at != null && depth < CAUSES; depth++) {
      lines.add((depth == 0 ? "" : "caused by ") + name(at));
      var frames = at.getStackTraceElementProxyArray();
      for (int i = 0; frames != null && i < Math.min(FRAMES, frames.length); i++) {
        lines.add("at " + frames[i].getStackTraceElement());
      }
      at = at.getCause();
    }
    return lines;
  }

  /** What a {@link Bare} stands for is its message; of all else only the class is told. */
  private static String name(IThrowableProxy thrown) {
    return thrown.getClassName().equals(Bare.class.getName())
        ? thrown.getMessage()
        : thrown.getClassName();
  }
}
