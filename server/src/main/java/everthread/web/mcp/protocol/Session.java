package everthread.web.mcp.protocol;

import everthread.space.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What a client of the handshake era has beside its requests: resources that it watches, and
 * streams on which it is told. Nothing else rests on it. Thread-safe.
 */
final class Session {
  private final String id = UUID.randomUUID().toString();
  private final Principal owner;
  private final Mailbox mailbox;
  private volatile Instant usedAt;

  Session(Principal owner, Instant now) {
    this.owner = owner;
    this.mailbox = new Mailbox(owner.space(), true);
    this.usedAt = now;
  }

  /** Cannot be guessed, and is no secret: it is of use with its owner's key alone. */
  String id() {
    return id;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  boolean isOf(Principal caller) {
    return owner.person().equals(caller.person())
        && owner.space().equals(caller.space())
        && Objects.equals(owner.key(), caller.key());
  }

  void use(Instant now) {
    usedAt = now;
  }

  Instant usedAt() {
    return usedAt;
  }

  boolean isIdle(Duration longest, Instant now) {
    return !hasStream() && usedAt.plus(longest).isBefore(now);
  }

  boolean hasStream() {
    return mailbox.hasStream();
  }
}
