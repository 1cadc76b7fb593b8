package everthread.space;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads a UUID strictly: {@link UUID#fromString} also takes "1-1-1-1-1". Pure. */
public final class UuidText {
  private static final Pattern CANONICAL =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

  private UuidText() {}

  public static Optional<UUID> parse(String text) {
    return CANONICAL.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }
}
