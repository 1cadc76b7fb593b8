package everthread.embedded;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * A PostgreSQL server that belongs to one home. What it acknowledged is on the disk, whatever is
 * killed. While it is open it is watched and started again when it dies. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private final HomeLock lock;
  private final Roles roles;
  private final Watch watch;

  private EmbeddedPostgres(HomeLock lock, Roles roles, Watch watch) {
    this.lock = lock;
    this.roles = roles;
    this.watch = watch;
  }

  /**
   * Starts the home's PostgreSQL, made first where there is none, and returns when it takes
   * connections.
   *
   * @param home held by the caller, who gives it back after {@link #close}: what an earlier run
   *     left behind is ended, which only the holder may do
   * @throws LaunchException with a sentence for the person at the terminal; nothing of ours runs
   *     then
   */
  public static EmbeddedPostgres start(HomeLock home) {
    return start(home, state -> {});
  }

  /**
   * @param listener is told every state from the first {@link PostgresState.Running} on, one at a
   *     time; it must not block
   */
  public static EmbeddedPostgres start(HomeLock lock, Consumer<PostgresState> listener) {
    try {
      var home = new Home(lock.home());
      var launcher = Launcher.prepare(home);
      var started = launcher.start();
      var roles = new Roles(home, new Secrets(home.secrets()), started.port());
      return new EmbeddedPostgres(lock, roles, Watch.over(launcher, started, listener));
    } catch (IOException trouble) {
      throw LaunchException.of(trouble, lock.home());
    }
  }

  /**
   * Owner of the database and of what migrations make in it; bound by no row-level security but a
   * forced one.
   */
  public PostgresLogin owner() {
    return login(Roles.OWNER);
  }

  /** The role that serves requests: owns nothing, so row-level security binds it. */
  public PostgresLogin app() {
    return login(Roles.APP);
  }

  /** How PostgreSQL is doing now. */
  public PostgresState state() {
    return watch.state();
  }

  /** The process id of PostgreSQL's main process; another one after it was started again. */
  public long pid() {
    return watch.pid();
  }

  /**
   * Stops PostgreSQL and waits for its end, at most half a minute. Open transactions are rolled
   * back. May be called again.
   */
  @Override
  public void close() {
    try {
      watch.stop();
    } catch (IOException trouble) {
      throw LaunchException.of(trouble, lock.home());
    }
  }

  private PostgresLogin login(String role) {
    try {
      return roles.login(role, Roles.DATABASE);
    } catch (IOException trouble) {
      throw LaunchException.of(trouble, lock.home());
    }
  }
}
