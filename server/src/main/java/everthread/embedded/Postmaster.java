package everthread.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One running PostgreSQL, a child of this process in a session of its own: the terminal's Ctrl-C
 * does not reach it.
 */
final class Postmaster {
  /** Recovery of at most max_wal_size takes seconds; a slow disk gets far more. */
  private static final Duration READY = Duration.ofMinutes(10);

  private final Home home;
  private final LogFile log;
  private final long logStart;
  private final Process process;

  private Postmaster(Home home, LogFile log, Process process, long logStart) {
    this.home = home;
    this.log = log;
    this.process = process;
    this.logStart = logStart;
  }

  /** Starts it and returns at once; {@link #awaitReady} tells what came of it. */
  static Postmaster launch(Home home, Programs programs, Account account, LogFile log)
      throws IOException {
    log.ensure();
    log.bound();
    var words = List.of(programs.program("postgres").toString(), "-D", home.database().toString());
    var builder = new Command(OwnSession.run(account.run(words))).prepare();
    builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(Redirect.appendTo(log.file().toFile()));
    var logStart = log.length();
    return new Postmaster(home, log, builder.start(), logStart);
  }

  /**
   * Waits until it takes connections, recovery included.
   *
   * @throws LaunchException when it ended instead; carries the log's last lines
   */
  void awaitReady() throws IOException {
    Processes.await(() -> !process.isAlive() || isReady(), READY);
    if (!process.isAlive() || !isReady()) {
      throw Diagnosis.of(home, "PostgreSQL did not start", log.since(logStart));
    }
  }

  /**
   * The eighth line of the lock file is the state, the first the process (PostgreSQL's
   * miscadmin.h).
   */
  private boolean isReady() {
    try {
      var lines = Files.readAllLines(home.database().resolve("postmaster.pid"));
      return lines.size() >= 8
          && lines.getFirst().strip().equals(Long.toString(process.pid()))
          && lines.get(7).strip().equals("ready");
    } catch (IOException notYet) {
      return false;
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns whether it ended in that time. */
  boolean awaitEnd(Duration limit) throws IOException {
    try {
      return process.waitFor(limit);
    } catch (InterruptedException interrupted) {
      throw (IOException) new InterruptedIOException("interrupted").initCause(interrupted);
    }
  }

  /**
   * Fast shutdown; at once when that takes too long, which the next start's recovery makes good.
   */
  void stop() throws IOException {
    if (process.isAlive()) {
      Processes.signal(process.toHandle(), "INT");
      Processes.await(() -> !process.isAlive(), Leftovers.FAST);
    }
    new Leftovers(home.database()).end();
  }
}
