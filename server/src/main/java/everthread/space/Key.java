package everthread.space;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as its owner sees it in a list; the secret itself is never stored and stands nowhere here.
 *
 * @param hint the key's first characters, to tell keys apart
 * @param home the space that the key works in unless a request names another
 */
public record Key(
    UUID id,
    String name,
    String hint,
    SpaceId home,
    Set<Scope> scopes,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {
  public Key {
    scopes = Set.copyOf(scopes);
  }
}
