package everthread.web.mcp.protocol;

import everthread.space.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that are open, in memory, bounded in number and time. One that a client ended is
 * remembered as ended; one that is unknown for another reason (a restart, age) hinders no request
 * that needs none. Thread-safe.
 */
final class Sessions {
  private static final int MOST = 2_000;
  private static final Duration IDLE = Duration.ofHours(24);

  private final Clock clock;
  private final Watches watches;
  private final Map<String, Session> open = new LinkedHashMap<>();
  private final Map<String, Boolean> ended =
      new LinkedHashMap<>() {
        @java.io.Serial private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };

  Sessions(Clock clock, Watches watches) {
    this.clock = clock;
    this.watches = watches;
  }

  synchronized Session begin(Principal owner) {
    makeRoom();
    var session = new Session(owner, clock.instant());
    open.put(session.id(), session);
    watches.add(session.mailbox());
    return session;
  }

  private void makeRoom() {
    var now = clock.instant();
    var old = open.values().stream().filter(session -> session.isIdle(IDLE, now)).toList();
    old.forEach(this::remove);
    if (open.size() < MOST) return;
    open.values().stream()
        .min(Comparator.comparing(Session::hasStream).thenComparing(Session::usedAt))
        .ifPresent(this::remove);
  }

  private void remove(Session session) {
    open.remove(session.id());
    watches.remove(session.mailbox());
  }

  /** The caller's own session; another's is as unknown as one that never was. */
  synchronized Optional<Session> find(Principal caller, @Nullable String id) {
    if (id == null) return Optional.empty();
    var session = Optional.ofNullable(open.get(id)).filter(found -> found.isOf(caller));
    session.ifPresent(found -> found.use(clock.instant()));
    return session;
  }

  /** Ends the caller's session; false when there is none. */
  synchronized boolean end(Principal caller, String id) {
    var session = find(caller, id);
    session.ifPresent(
        found -> {
          remove(found);
          ended.put(id, true);
        });
    return session.isPresent();
  }

  synchronized boolean hasEnded(@Nullable String id) {
    return id != null && ended.containsKey(id);
  }
}
