package everthread.web.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import everthread.oauth.IssuerSettings;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.space.Scope;
import java.text.ParseException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the issuer's good access tokens (RFC 9068) from all others. What needs no key is looked at
 * first, so that a token which cannot be good costs no call to the issuer. Thread-safe; may block.
 */
final class IssuedTokens {
  private static final Logger LOG = LoggerFactory.getLogger(IssuedTokens.class);
  private static final int SKEW_SECONDS = 30;

  /** Never one that takes a shared secret: the public key would do for it. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  /** RFC 9068, section 2.1; Keycloak says JWT, and others nothing. */
  private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES =
      new DefaultJOSEObjectTypeVerifier<>(
          new JOSEObjectType("at+jwt"),
          new JOSEObjectType("application/at+jwt"),
          JOSEObjectType.JWT,
          null);

  private final Set<String> subjects;
  private final DefaultJWTClaimsVerifier<SecurityContext> claims;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /**
   * A token that was found good.
   *
   * @param client that it was given to; empty when the issuer does not say
   * @param scopes never empty
   */
  record Good(String subject, String client, Set<Scope> scopes) {
    Good {
      scopes = Set.copyOf(scopes);
    }
  }

  /**
   * @param audiences the addresses of which a token must name one
   */
  IssuedTokens(IssuerSettings settings, Set<String> audiences, JWKSource<SecurityContext> keys) {
    this.subjects = settings.subjects();
    // A token with cnf is bound to a key of the client, and the proof is not checked here.
    this.claims =
        new DefaultJWTClaimsVerifier<>(
            audiences,
            new JWTClaimsSet.Builder().issuer(settings.address().toString()).build(),
            Set.of("sub", "exp"),
            Set.of("cnf"));
    claims.setMaxClockSkew(SKEW_SECONDS);
    processor.setJWSTypeVerifier(TYPES);
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWTClaimsSetVerifier(claims);
  }

  /**
   * @throws ProblemException invalid_token, insufficient_scope, or unavailable while the issuer's
   *     keys are not known
   */
  Good check(String text) {
    try {
      var token = SignedJWT.parse(text);
      if (!ALGORITHMS.contains(token.getHeader().getAlgorithm())) throw refused("algorithm");
      TYPES.verify(token.getHeader().getType(), null);
      var said = token.getJWTClaimsSet();
      claims.verify(said, null);
      if (!subjects.contains(said.getSubject())) throw refused("subject");
      return good(processor.process(token, null));
    } catch (ParseException | IllegalArgumentException | IllegalStateException unreadable) {
      throw refused("unreadable");
    } catch (JOSEException unverifiable) {
      throw refused("signature");
    } catch (BadJOSEException bad) {
      throw refused(bad instanceof BadJWTException ? "claims" : "signature");
    }
  }

  private static Good good(JWTClaimsSet claims) {
    var scopes = EnumSet.noneOf(Scope.class);
    for (var name : List.of("scope", "scp")) {
      for (var word : words(claims.getClaim(name))) Scope.ofWireName(word).ifPresent(scopes::add);
    }
    scopes.retainAll(Set.of(Scope.READ, Scope.WRITE));
    if (scopes.isEmpty()) {
      throw new ProblemException(new Problem.InsufficientScope(Scope.READ.wireName()));
    }
    var client = claims.getClaim("client_id") instanceof String id ? id : claims.getClaim("azp");
    return new Good(claims.getSubject(), client instanceof String id ? id : "", scopes);
  }

  /** Issuers write them as one text with spaces, or as a list. */
  private static List<String> words(@Nullable Object claim) {
    if (claim instanceof String text) return List.of(text.split(" ", -1));
    if (claim instanceof Collection<?> list) return list.stream().map(String::valueOf).toList();
    return List.of();
  }

  /** The caller is not told why; who configures an issuer finds it in the log. */
  private static ProblemException refused(String why) {
    LOG.info("a token of the issuer was refused for its {}", why);
    return new ProblemException(new Problem.InvalidToken());
  }
}
