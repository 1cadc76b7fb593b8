package everthread.space;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names a space. Everything stored lies in exactly one. */
public record SpaceId(UUID value) {
  public SpaceId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
