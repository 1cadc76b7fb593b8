package everthread.web.page;

import everthread.space.Holder;
import everthread.space.Ids;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.SessionStore;
import everthread.space.Space;
import everthread.space.SpaceId;
import everthread.space.SpaceStore;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One person with two spaces, and their sessions. */
final class FakePeople implements SessionStore, SpaceStore {
  static final String CODE = "once";

  final UUID person = Ids.next();
  final SpaceId home = new SpaceId(Ids.next());
  final SpaceId shared = new SpaceId(Ids.next());
  private final Map<String, Session> sessions = new HashMap<>();
  private boolean used;

  Holder owner() {
    return new Holder(person, Ids.next(), home, EnumSet.allOf(Scope.class), Set.of(home, shared));
  }

  @Override
  public String signInCode(UUID forPerson) {
    return CODE;
  }

  @Override
  public Optional<Begun> redeem(String code) {
    if (!code.equals(CODE) || used) return Optional.empty();
    used = true;
    return Optional.of(begin(owner()));
  }

  @Override
  public Begun begin(Holder holder) {
    var cookie = Ids.next().toString();
    var session = new Session(holder, "token-" + cookie, PreviewClock.NOW.plusSeconds(3600));
    sessions.put(cookie, session);
    return new Begun(session, cookie);
  }

  @Override
  public Optional<Session> find(String cookie) {
    return Optional.ofNullable(sessions.get(cookie));
  }

  @Override
  public void end(String cookie) {
    sessions.remove(cookie);
  }

  @Override
  public Space create(Principal by, String name) {
    throw new UnsupportedOperationException("pages make no spaces");
  }

  @Override
  public List<Space> list(Principal by) {
    return List.of(
        new Space(home, "Personal", PreviewClock.NOW),
        new Space(shared, "Kitchen", PreviewClock.NOW));
  }
}
