package everthread.oauth;

import everthread.space.Scope;
import everthread.space.SpaceId;
import java.util.Set;
import java.util.UUID;

/**
 * What a person allowed a client.
 *
 * @param resource the one address that its tokens are good for
 */
public record Grant(
    UUID id, UUID person, SpaceId space, String clientId, Set<Scope> scopes, String resource) {
  public Grant {
    scopes = Set.copyOf(scopes);
  }
}
