package everthread.web.auth;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.space.Holder;
import everthread.space.KeyStore;
import everthread.space.Principal;
import everthread.space.SpaceId;
import everthread.space.UuidText;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Authenticates by key. Thread-safe. */
public final class KeyAuthenticator implements Authenticator {
  /** Other clients' habits are taken too: Token (mem0) and X-API-Key. */
  private static final Pattern AUTHORIZATION =
      Pattern.compile("(?:Bearer|Token)\\s+(\\S+)\\s*", Pattern.CASE_INSENSITIVE);

  private static final Pattern KEY = Pattern.compile("et_[A-Za-z0-9_]{32,200}");

  private final KeyStore keys;
  private final @Nullable String resource;

  /** Takes keys, and no token that was made for one address. */
  public KeyAuthenticator(KeyStore keys) {
    this(keys, null);
  }

  /**
   * @param resource the address that tokens must have been made for (RFC 8707); keys have none
   */
  public KeyAuthenticator(KeyStore keys, @Nullable String resource) {
    this.keys = keys;
    this.resource = resource;
  }

  @Override
  public Principal authenticate(RoutingContext context) {
    var secret =
        secret(context.request())
            .orElseThrow(() -> new ProblemException(new Problem.Unauthenticated()));
    var holder =
        Optional.of(secret)
            .filter(text -> KEY.matcher(text).matches())
            .flatMap(keys::find)
            .filter(found -> found.audience() == null || found.audience().equals(resource))
            .orElseThrow(() -> new ProblemException(new Problem.InvalidToken()));
    return principal(context, holder);
  }

  /**
   * The holder in the space that the request asks for.
   *
   * @throws ProblemException not_found for a space that the holder may not use
   */
  public static Principal principal(RoutingContext context, Holder holder) {
    return new Principal(
        holder.person(), holder.credential(), space(context, holder), holder.scopes());
  }

  /** What the request brings to be let in by; empty text when it is of a kind that is not read. */
  public static Optional<String> secret(HttpServerRequest request) {
    var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      var match = AUTHORIZATION.matcher(authorization);
      // A header of another kind is no key, but it was meant as one.
      return Optional.of(match.matches() ? match.group(1) : "");
    }
    return Optional.ofNullable(request.getHeader("X-API-Key"));
  }

  private static SpaceId space(RoutingContext context, Holder holder) {
    var asked = context.request().getHeader("Everthread-Space");
    if (asked == null) return holder.home();
    return UuidText.parse(asked.strip())
        .map(SpaceId::new)
        .filter(holder.spaces()::contains)
        .orElseThrow(() -> new ProblemException(new Problem.NotFound("There is no such space.")));
  }
}
