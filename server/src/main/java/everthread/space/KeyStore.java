package everthread.space;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps keys, as SHA-256 only. Blocks: call from virtual threads. */
public interface KeyStore {

  /** A new key with its secret, which is shown once and cannot be had again. */
  record Made(Key key, String secret) {}

  /** Makes a key for the person and space of {@code by}, usable in that space alone. */
  Made make(Principal by, String name, Set<Scope> scopes, @Nullable Instant expiresAt);

  /** The person's keys that are not revoked, newest first. */
  List<Key> list(Principal by);

  /** Ends a key at once. False if the person has no such key. */
  boolean revoke(Principal by, UUID key);

  /** Who holds this secret; empty when it is unknown, expired or revoked. */
  Optional<Holder> find(String secret);
}
