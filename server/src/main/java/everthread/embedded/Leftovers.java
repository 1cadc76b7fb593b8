package everthread.embedded;

import everthread.embedded.LaunchException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What an earlier run that was killed may have left on the data folder: a postmaster, backends
 * without one, a lock file. Only the holder of the home may end them. All of them are ended, none
 * is adopted: docs/decisions/0004 says why.
 */
record Leftovers(Path database) {
  static final Duration FAST = Duration.ofSeconds(20);
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  /**
   * Afterwards nothing runs on the data folder and no lock file is in the way. Does nothing where
   * nothing was left.
   */
  void end() throws IOException {
    var processes = new Processes(database);
    var postmaster = postmaster().filter(processes::isOurs);
    if (postmaster.isPresent()) {
      Processes.signal(postmaster.get(), "INT");
      Processes.await(() -> !processes.isOurs(postmaster.get()), FAST);
    }
    endAll(processes);
    Files.deleteIfExists(lockFile());
  }

  /**
   * Without a postmaster, a backend in the middle of a query goes on writing: none may live when
   * the next one starts.
   */
  private void endAll(Processes processes) throws IOException {
    for (var name : new String[] {"QUIT", "KILL"}) {
      var alive = processes.alive();
      if (alive.isEmpty()) {
        return;
      }
      for (var process : alive) {
        Processes.signal(process, name);
      }
      Processes.await(() -> processes.alive().isEmpty(), AT_ONCE);
    }
    var stubborn = processes.alive();
    if (!stubborn.isEmpty()) {
      throw new LaunchException(
          Reason.NOT_STARTED,
          "PostgreSQL of an earlier run still uses %s and cannot be ended (processes %s). End them, then start Everthread again."
              .formatted(database, stubborn.stream().map(ProcessHandle::pid).toList()));
    }
  }

  private Path lockFile() {
    return database.resolve("postmaster.pid");
  }

  private Optional<ProcessHandle> postmaster() throws IOException {
    if (!Files.exists(lockFile())) {
      return Optional.empty();
    }
    return Files.readAllLines(lockFile()).stream()
        .findFirst()
        .map(String::strip)
        .filter(line -> line.matches("[1-9]\\d{0,9}"))
        .flatMap(line -> ProcessHandle.of(Long.parseLong(line)));
  }
}
