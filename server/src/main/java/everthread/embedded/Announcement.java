package everthread.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the lock file of a home says about the process that uses it. The first line is for people,
 * the second for programs on the same machine. It stays when the process ends, so look whether it
 * {@link #isAlive lives}.
 *
 * @param process its id
 * @param address where programs on this machine reach it, null until it listens
 */
public record Announcement(long process, @Nullable URI address) {
  private static final Pattern TEXT =
      Pattern.compile("process (\\d{1,18})(?:, which serves [^\\n]*(?:\\n(https?://\\S+))?)?\\s*");

  /** The text of the lock file. */
  static String text(long process, String shown, String direct) {
    return "process " + process + ", which serves " + shown + "\n" + direct + "\n";
  }

  /** Who uses the home, or did last; empty when nobody ever did, or it cannot be read. */
  public static Optional<Announcement> in(Path home) {
    try {
      return of(Files.readString(home.resolve("lock")));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  private static Optional<Announcement> of(String text) {
    var match = TEXT.matcher(text);
    if (!match.matches()) return Optional.empty();
    var address = match.group(2);
    return Optional.of(
        new Announcement(
            Long.parseLong(match.group(1)), address == null ? null : URI.create(address)));
  }

  /** Whether the process still runs, as far as its number tells. */
  public boolean isAlive() {
    return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent();
  }
}
