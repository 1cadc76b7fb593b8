package everthread.memory;

import everthread.space.UuidText;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The wire form of a memory's id. Pure. */
public final class MemoryIds {
  private static final Pattern WIRE =
      Pattern.compile("mem_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");

  private MemoryIds() {}

  public static String toWire(UUID id) {
    return "mem_" + id.toString().replace("-", "");
  }

  /** Reads {@code mem_…} and, for clients that know the bare UUID, that too; empty for all else. */
  public static Optional<UUID> ofWire(String text) {
    var match = WIRE.matcher(text);
    if (match.matches()) {
      return Optional.of(
          UUID.fromString(
              String.join(
                  "-",
                  match.group(1),
                  match.group(2),
                  match.group(3),
                  match.group(4),
                  match.group(5))));
    }
    return UuidText.parse(text);
  }
}
