package everthread.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One of PostgreSQL's or the system's programs, run in a plain surrounding: no PG variables,
 * messages in English.
 */
record Command(List<String> words) {
  /** How a program ended, and all that it printed. */
  record Outcome(int exit, String output) {
    boolean succeeded() {
      return exit == 0;
    }

    List<String> lines() {
      return output.lines().toList();
    }
  }

  Command {
    words = List.copyOf(words);
  }

  static Command of(String... words) {
    return new Command(List.of(words));
  }

  /** Returns the process, not started yet, its surrounding set. */
  ProcessBuilder prepare() {
    var builder =
        new ProcessBuilder(words).redirectErrorStream(true).directory(Path.of("/").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC");
    return builder;
  }

  Outcome run() throws IOException {
    return run("");
  }

  /**
   * Runs to the end with that input. A program that the system does not have ends like one that
   * failed, with 127.
   */
  Outcome run(String input) throws IOException {
    Process process;
    try {
      process = prepare().start();
    } catch (IOException cannotStart) {
      return new Outcome(127, String.valueOf(cannotStart.getMessage()));
    }
    return finish(process, input);
  }

  private Outcome finish(Process process, String input) throws IOException {
    try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
      stdin.write(input);
    } catch (IOException endedEarly) {
      // Its exit and its output tell why; an input that nobody read is no trouble of its own.
    }
    try {
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw (IOException)
          new InterruptedIOException("interrupted: " + words).initCause(interrupted);
    }
  }

  /** Whether the system has a program of that name. */
  static boolean isThere(String program) {
    return path().stream().anyMatch(folder -> folder.resolve(program).toFile().canExecute());
  }

  private static List<Path> path() {
    var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return Arrays.stream(path.split(":", -1))
        .filter(part -> !part.isEmpty())
        .map(Path::of)
        .toList();
  }
}
