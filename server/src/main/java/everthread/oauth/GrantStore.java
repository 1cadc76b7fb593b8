package everthread.oauth;

import everthread.space.Principal;
import everthread.space.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what people allowed, with the codes and tokens that came of it, as SHA-256 only. Blocks:
 * call from virtual threads.
 */
public interface GrantStore {
  /** How long an access token is good. */
  Duration ACCESS = Duration.ofHours(1);

  /**
   * What a client is to get, consented to.
   *
   * @param challenge SHA-256 of the verifier, base64url (RFC 7636, section 4.2)
   */
  record Consent(
      OAuthClient client,
      String redirectUri,
      String challenge,
      Set<Scope> scopes,
      String resource) {
    public Consent {
      scopes = Set.copyOf(scopes);
    }
  }

  /**
   * A code that was just used up.
   *
   * @param inTime false when it had expired
   */
  record Spent(Grant grant, String redirectUri, String challenge, boolean inTime) {}

  /** New tokens, shown once. */
  record Tokens(String access, String refresh, Set<Scope> scopes) {
    public Tokens {
      scopes = Set.copyOf(scopes);
    }
  }

  /** A client that is let in, as its person sees it in a list. */
  record Connection(
      UUID id,
      String name,
      String host,
      String space,
      Set<Scope> scopes,
      Instant since,
      @Nullable Instant lastUsedAt) {
    public Connection {
      scopes = Set.copyOf(scopes);
    }
  }

  /** Keeps the consent; returns a code for it, good once and for a minute. */
  String allow(Principal by, Consent consent);

  /** Uses a code up. Empty when it is unknown; when it was used before, which ends its grant. */
  Optional<Spent> spend(String code);

  /** The first tokens of a grant; empty when it was ended meanwhile. */
  Optional<Tokens> begin(Grant grant);

  /** What a refresh token belongs to; empty when it is unknown or expired. Does not use it up. */
  Optional<Grant> ofRefreshToken(String token);

  /**
   * Uses a refresh token up for new tokens. Empty when it was used before, which ends its grant.
   */
  Optional<Tokens> renew(String token, Grant grant, Set<Scope> scopes);

  /** Ends a token of this client: an access token alone, a refresh token with its whole grant. */
  void revoke(String token, String clientId);

  /** Ends a grant and all that came of it. */
  void end(Grant grant);

  /** The person's clients that are let in, newest first. */
  List<Connection> list(Principal by);

  /** Ends a grant of the person's. False when there is none. */
  boolean end(Principal by, UUID grant);
}
