package everthread.embedded;

import everthread.embedded.LaunchException.Reason;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What PostgreSQL's last words mean for the person at the terminal. PostgreSQL has no code for most
 * troubles of a start, so its (English, LC_ALL=C) words are looked at; without a match the words
 * themselves are shown.
 */
final class Diagnosis {
  private static final int LINES = 12;

  private record Known(Pattern words, Reason reason, String sentence) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known(
              Pattern.compile("No space left on device|Disk quota exceeded"),
              Reason.DISK_FULL,
              LaunchException.DISK_FULL),
          new Known(
              Pattern.compile("error while loading shared libraries|cannot open shared object"),
              Reason.LIBRARIES_MISSING,
              "PostgreSQL for %s lacks a library that this system does not have. Set DATABASE_URL to use a PostgreSQL of your own."),
          new Known(
              Pattern.compile("shared memory|could not create semaphores|Cannot allocate memory"),
              Reason.SHARED_MEMORY,
              "This system does not give PostgreSQL the memory that it needs for %s. Free some, or raise the container's limit."),
          new Known(
              Pattern.compile("cannot be (run|executed) (as|by) \"?root"),
              Reason.ROOT_REFUSED,
              "PostgreSQL refuses to run as root for %s. Start Everthread as a normal user."),
          new Known(
              Pattern.compile("could not look up effective user ID"),
              Reason.HOME_NOT_USABLE,
              "The user who is to run PostgreSQL for %s has no name on this system. Add one to /etc/passwd, or start as another user."),
          new Known(
              Pattern.compile(
                  "Permission denied|Read-only file system|Operation not permitted|has wrong ownership"),
              Reason.HOME_NOT_USABLE,
              "PostgreSQL may not use its files in %s. Give the user who runs Everthread the right to read and write there."));

  private Diagnosis() {}

  /**
   * @param what failed, a clause without a full stop @param output of the program, or the log since
   *     its start
   */
  static LaunchException of(Home home, String what, List<String> output) {
    var last = output.subList(Math.max(0, output.size() - LINES), output.size());
    var text = String.join("\n", last);
    return KNOWN.stream()
        .filter(known -> known.words.matcher(text).find())
        .findFirst()
        .map(
            known ->
                new LaunchException(known.reason, known.sentence.formatted(home.folder()), last))
        .orElseGet(
            () ->
                new LaunchException(Reason.NOT_STARTED, what + ". PostgreSQL's last words:", last));
  }
}
