package everthread.space;

import java.util.Locale;
import java.util.Optional;

/** What a key may do. A scope implies no other, but ADMIN, which implies all. */
public enum Scope {
  /** Send captures. */
  CAPTURE,
  /** Search and read conversations and memories. */
  READ,
  /** Add, change and delete memories and conversations. */
  WRITE,
  /** Make keys and spaces. */
  ADMIN;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Scope> ofWireName(String name) {
    for (var scope : values()) {
      if (scope.wireName().equals(name)) return Optional.of(scope);
    }
    return Optional.empty();
  }
}
