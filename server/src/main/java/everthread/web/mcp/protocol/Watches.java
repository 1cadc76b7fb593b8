package everthread.web.mcp.protocol;

import everthread.space.SpaceId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Everybody who waits to hear what changes. Thread-safe. */
public final class Watches implements AutoCloseable {
  private final Set<Mailbox> mailboxes = ConcurrentHashMap.newKeySet();
  private volatile Consumer<SpaceId> beginning = space -> {};
  private volatile boolean closed;

  /** Is told when somebody begins to watch a space, before it is promised. */
  public void whenBegun(Consumer<SpaceId> listener) {
    beginning = listener;
  }

  void add(Mailbox mailbox) {
    mailboxes.add(mailbox);
    if (closed) mailbox.close();
  }

  /** What happens from here on is told to it: call when it {@link Mailbox#isWatching watches}. */
  void begun(Mailbox mailbox) {
    beginning.accept(mailbox.space());
  }

  void remove(Mailbox mailbox) {
    mailboxes.remove(mailbox);
    mailbox.close();
  }

  /** Where somebody watches something. */
  public Set<SpaceId> spaces() {
    return mailboxes.stream()
        .filter(Mailbox::isWatching)
        .map(Mailbox::space)
        .collect(Collectors.toSet());
  }

  public boolean isWatched(SpaceId space) {
    return mailboxes.stream()
        .anyMatch(mailbox -> mailbox.space().equals(space) && mailbox.isWatching());
  }

  /** Tells everybody who watches that space. */
  public void tell(Changed change) {
    for (var mailbox : mailboxes) {
      if (mailbox.space().equals(change.space())) mailbox.take(change);
    }
  }

  /** Ends every stream; none begins after that. */
  @Override
  public void close() {
    closed = true;
    mailboxes.forEach(Mailbox::close);
  }
}
