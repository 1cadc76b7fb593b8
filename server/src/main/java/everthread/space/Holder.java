package everthread.space;

import java.util.Set;
import java.util.UUID;

/**
 * Who holds a key or a session, and where it may be used.
 *
 * @param credential the id of the key or session
 * @param home the space that is used unless a request names another
 * @param spaces every space that it may be used in, home included
 */
public record Holder(
    UUID person, UUID credential, SpaceId home, Set<Scope> scopes, Set<SpaceId> spaces) {
  public Holder {
    scopes = Set.copyOf(scopes);
    spaces = Set.copyOf(spaces);
  }
}
