package everthread.problem;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A failure as it may stand in a log: what kinds of exception it was and where, without their
 * messages, since a message may quote a chat, a memory or a key. Everything that logs a failure
 * logs it through here. Pure.
 */
public final class Bare extends RuntimeException {
  @java.io.Serial private static final long serialVersionUID = 1;

  /** A longer chain of causes tells nothing more; and a chain may end in itself. */
  private static final int DEEPEST = 8;

  private Bare(String message, @Nullable Throwable cause, StackTraceElement[] trace) {
    super(message, cause, false, true);
    setStackTrace(trace);
  }

  /** The failure with its causes. */
  public static Throwable of(Throwable failure) {
    return of(failure, DEEPEST);
  }

  /** The failure's kind alone, for a line without a trace. */
  public static String name(Throwable failure) {
    var state = state(failure);
    var name = failure.getClass().getName();
    return state == null ? name : name + " (SQL state " + state + ")";
  }

  private static Bare of(Throwable failure, int left) {
    var cause = failure.getCause();
    var bare = cause == null || left == 0 ? null : of(cause, left - 1);
    return new Bare(name(failure), bare, failure.getStackTrace());
  }

  private static @Nullable String state(Throwable failure) {
    if (failure instanceof SQLException refused) return refused.getSQLState();
    return failure instanceof io.vertx.sqlclient.DatabaseException refused
        ? refused.getSqlState()
        : null;
  }

  /** Without this class's own name, which would tell nothing. */
  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
