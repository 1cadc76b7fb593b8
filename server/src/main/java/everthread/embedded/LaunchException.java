package everthread.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Why the home could not be opened or its PostgreSQL not be started. The message is a sentence for
 * the person at the terminal: it says what is wrong and what to do, followed by the last lines of
 * the server's log where there are any.
 */
public final class LaunchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of trouble it was, for programs. */
  public enum Reason {
    HOME_IN_USE,
    HOME_NOT_USABLE,
    DISK_FULL,
    NOT_A_CLUSTER,
    WRONG_MAJOR_VERSION,
    NO_BINARIES,
    LIBRARIES_MISSING,
    ROOT_REFUSED,
    SHARED_MEMORY,
    NO_FREE_PORT,
    PASSWORD_REFUSED,
    NOT_STARTED
  }

  private final Reason reason;

  LaunchException(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  LaunchException(Reason reason, String sentence, Throwable cause) {
    super(sentence, cause);
    this.reason = reason;
  }

  LaunchException(Reason reason, String sentence, List<String> log) {
    super(log.isEmpty() ? sentence : sentence + "\n  " + String.join("\n  ", log));
    this.reason = reason;
  }

  /** Returns what could not be read or written in the home, as a sentence. */
  static LaunchException of(IOException trouble, Path home) {
    if (home.toFile().exists() && home.toFile().getUsableSpace() < 1 << 20) {
      return new LaunchException(Reason.DISK_FULL, DISK_FULL.formatted(home), trouble);
    }
    return new LaunchException(
        Reason.HOME_NOT_USABLE,
        "The home %s cannot be used (%s). Give this user the right to write there, or set EVERTHREAD_HOME to a folder of its own."
            .formatted(home, trouble),
        trouble);
  }

  static final String DISK_FULL =
      "The disk that holds %s is full. Nothing is lost: make room there and start Everthread again.";

  public Reason reason() {
    return reason;
  }
}
