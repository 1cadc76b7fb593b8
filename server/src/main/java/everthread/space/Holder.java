package everthread.space;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a key or a session, and where it may be used.
 *
 * @param credential the id of the key or session
 * @param home the space that is used unless a request names another
 * @param spaces every space that it may be used in, home included
 * @param audience the one address that it is good for; null for a key, which is good for all
 */
public record Holder(
    UUID person,
    UUID credential,
    SpaceId home,
    Set<Scope> scopes,
    Set<SpaceId> spaces,
    @Nullable String audience) {
  public Holder {
    scopes = Set.copyOf(scopes);
    spaces = Set.copyOf(spaces);
  }

  /** Of a key or a session. */
  public Holder(
      UUID person, UUID credential, SpaceId home, Set<Scope> scopes, Set<SpaceId> spaces) {
    this(person, credential, home, scopes, spaces, null);
  }
}
