package everthread.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * Lets a command run in a session of its own, which a terminal's signals do not reach. The process
 * keeps its id.
 */
final class OwnSession {
  private OwnSession() {}

  /** macOS has no setsid program, but a Perl that can call it. */
  static List<String> run(List<String> words) {
    var all =
        new ArrayList<>(
            Command.isThere("setsid")
                ? List.of("setsid", "--")
                : List.of(
                    "perl",
                    "-MPOSIX",
                    "-e",
                    "POSIX::setsid(); exec {$ARGV[0]} @ARGV or exit 127",
                    "--"));
    all.addAll(words);
    return all;
  }
}
