package everthread.conversation;

import java.util.Locale;
import java.util.Optional;

/** Who speaks in a message. */
public enum Role {
  USER,
  ASSISTANT,
  SYSTEM,
  TOOL;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> ofWireName(String name) {
    for (var role : values()) {
      if (role.wireName().equals(name)) return Optional.of(role);
    }
    return Optional.empty();
  }
}
