package everthread.space;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps pairing codes and the browsers that were paired by them. Blocks. */
public interface PairingStore {

  /** A code to type or click, such as K7QM-4RXD, good once. */
  record Code(String code, Instant expiresAt) {}

  /**
   * A browser that holds a key of ours.
   *
   * @param key revoking it unpairs the browser
   * @param extensionVersion as it said when it last sent something
   */
  record Browser(
      UUID key,
      String name,
      String extensionVersion,
      Instant pairedAt,
      @Nullable Instant lastSeenAt) {}

  /** A new code for the principal's person and space; good for ten minutes. */
  Code make(Principal by);

  /** Uses up a code for a key with the scopes capture and read and write; empty when not good. */
  Optional<KeyStore.Made> redeem(String code, String browserName, String extensionVersion);

  /** The person's paired browsers, last seen first. */
  List<Browser> browsers(Principal by);
}
