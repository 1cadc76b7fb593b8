package everthread.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Keeps one PostgreSQL running until it is stopped: when it dies, it is started again on the same
 * port, so that a pool of connections finds it again. It gives up when {@link #ATTEMPTS} starts in
 * a row fail. Thread-safe.
 */
final class Watch {
  static final int ATTEMPTS = 5;

  /** One that lived this long died of something new: the attempts are counted from 1 again. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  private final Launcher launcher;
  private final int port;
  private final Consumer<PostgresState> listener;
  private final Thread thread;
  private volatile Postmaster postmaster;
  private volatile PostgresState state;
  private volatile boolean stopping;

  private Watch(Launcher launcher, Launcher.Started started, Consumer<PostgresState> listener) {
    this.launcher = launcher;
    this.port = started.port();
    this.postmaster = started.postmaster();
    this.listener = listener;
    this.state = new PostgresState.Running(port);
    this.thread = Thread.ofPlatform().name("postgres-watch").daemon().unstarted(this::watch);
  }

  static Watch over(Launcher launcher, Launcher.Started started, Consumer<PostgresState> listener) {
    var watch = new Watch(launcher, started, listener);
    listener.accept(watch.state);
    watch.thread.start();
    return watch;
  }

  PostgresState state() {
    return state;
  }

  long pid() {
    return postmaster.pid();
  }

  /** Stops PostgreSQL and the watch over it. Later calls do nothing. */
  void stop() throws IOException {
    synchronized (this) {
      if (stopping) {
        return;
      }
      stopping = true;
    }
    thread.interrupt();
    postmaster.stop();
    state = new PostgresState.Stopped();
    listener.accept(state);
  }

  private void watch() {
    try {
      var deaths = 0;
      while (!stopping) {
        deaths = livedLong() ? 1 : deaths + 1;
        if (!stopping) {
          deaths = restart(deaths);
        }
      }
    } catch (InterruptedIOException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException trouble) {
      fail(LaunchException.of(trouble, launcher.home().folder()));
    } catch (LaunchException lastAttempt) {
      fail(lastAttempt);
    }
  }

  /** Waits until PostgreSQL ends; bounds its log meanwhile. */
  private boolean livedLong() throws IOException {
    var start = System.nanoTime();
    while (!stopping && !postmaster.awaitEnd(SETTLED)) {
      launcher.log().bound();
    }
    return System.nanoTime() - start > SETTLED.toNanos();
  }

  /** Returns which attempt it was that succeeded. */
  private int restart(int first) throws IOException {
    for (var attempt = first; ; attempt++) {
      report(new PostgresState.Recovering(attempt));
      Processes.pause(pause(attempt));
      try {
        if (launchAgain()) {
          postmaster.awaitReady();
          report(new PostgresState.Running(port));
        }
        return attempt;
      } catch (LaunchException refused) {
        // Deaths of one that had started do not count: each of them was made good.
        if (attempt - first + 1 >= ATTEMPTS) {
          throw refused;
        }
      }
    }
  }

  /** Grows with each attempt in a row, but never so long that people are kept waiting. */
  static Duration pause(int attempt) {
    if (attempt == 1) return Duration.ZERO;
    var pause = Duration.ofMillis(100L << Math.min(attempt, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** Not while it is being stopped: then nothing may be started that nobody would stop. */
  private synchronized boolean launchAgain() throws IOException {
    if (!stopping) {
      postmaster = launcher.launch();
    }
    return !stopping;
  }

  private void fail(LaunchException why) {
    report(new PostgresState.Failed(why));
  }

  private synchronized void report(PostgresState now) {
    if (!stopping) {
      state = now;
      listener.accept(now);
    }
  }
}
