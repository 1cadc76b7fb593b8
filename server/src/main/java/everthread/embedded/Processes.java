package everthread.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The processes of PostgreSQL that live on one data folder, found by what the system says of them
 * and not by a number in a file, which may have gone to a stranger. Dead ones that nobody has
 * reaped yet are not counted.
 *
 * @param database the data folder, symbolic links resolved
 */
record Processes(Path database) {
  private static final Path PROC = Path.of("/proc");

  List<ProcessHandle> alive() {
    return ProcessHandle.allProcesses().filter(this::isOurs).toList();
  }

  /**
   * On Linux every process of PostgreSQL works in its data folder; elsewhere the postmaster's
   * command names it.
   */
  boolean isOurs(ProcessHandle process) {
    var program = process.info().command().orElse("");
    if (!program.replace(" (deleted)", "").endsWith("/postgres")) {
      return false;
    }
    return Files.exists(PROC.resolve("self/cwd"))
        ? worksIn(process).equals(database)
        : process.info().arguments().map(List::of).orElse(List.of()).contains(database.toString());
  }

  private static Path worksIn(ProcessHandle process) {
    try {
      return Files.readSymbolicLink(PROC.resolve(process.pid() + "/cwd"));
    } catch (IOException ended) {
      return Path.of("");
    }
  }

  /**
   * @param name as POSIX has it: INT stops PostgreSQL fast, QUIT at once, KILL without its consent
   */
  static void signal(ProcessHandle process, String name) throws IOException {
    Command.of("/bin/sh", "-c", "kill -s " + name + " " + process.pid()).run();
  }

  /** Returns whether it became true in that time. */
  static boolean await(BooleanSupplier condition, Duration limit) throws IOException {
    var end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      pause(Duration.ofMillis(5));
    }
    return true;
  }

  static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(interrupted);
    }
  }
}
