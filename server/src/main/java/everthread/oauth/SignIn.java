package everthread.oauth;

/** Who lets AI clients in by sign-in and consent. */
public sealed interface SignIn {
  /** Everthread itself. */
  record Here(AuthorizationServer server) implements SignIn {}

  /** An issuer that the owner named. */
  record Elsewhere(ExternalIssuer issuer) implements SignIn {}
}
