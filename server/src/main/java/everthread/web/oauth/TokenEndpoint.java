package everthread.web.oauth;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import everthread.oauth.ClientStore;
import everthread.oauth.Grant;
import everthread.oauth.GrantStore;
import everthread.space.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives tokens for a code or for a refresh token (OAuth 2.1, section 3.2). Blocks. */
final class TokenEndpoint {
  private static final String CODE_NO_GOOD = "The code is unknown, expired, used or not yours.";
  private static final String REFRESH_NO_GOOD =
      "The refresh token is unknown, expired, used or not yours.";

  private final OAuthAddresses addresses;
  private final ClientStore clients;
  private final GrantStore grants;

  TokenEndpoint(OAuthAddresses addresses, ClientStore clients, GrantStore grants) {
    this.addresses = addresses;
    this.clients = clients;
    this.grants = grants;
  }

  Answered answer(HTTPRequest message) {
    var request = Exchange.read(TokenRequest::parse, message, "The token request cannot be read.");
    var client = client(request);
    for (var resource :
        request.getResources() == null
            ? java.util.List.<java.net.URI>of()
            : request.getResources()) {
      if (!addresses.isOurs(resource.toString())) {
        throw new ProtocolError(OAuth2Error.INVALID_TARGET, "That resource is not served here.");
      }
    }
    var given =
        switch (request.getAuthorizationGrant()) {
          case AuthorizationCodeGrant code -> ofCode(client, code);
          case RefreshTokenGrant refresh -> ofRefresh(client, refresh, request);
          default ->
              throw new ProtocolError(
                  OAuth2Error.UNSUPPORTED_GRANT_TYPE, "Codes and refresh tokens are taken here.");
        };
    clients.used(client);
    var scopes = String.join(" and ", OAuthScopes.names(given.tokens().scopes()));
    return new Answered(
        response(given.tokens()),
        client,
        null,
        given.grant().person(),
        given.how() + ", good for an hour, to " + scopes + ".");
  }

  /** Public clients say who they are, and prove it by what they hold. */
  private String client(TokenRequest request) {
    if (request.getClientAuthentication() != null || request.getClientID() == null) {
      throw new ProtocolError(
          OAuth2Error.INVALID_CLIENT, "Send client_id; clients have no secrets here.");
    }
    var id = request.getClientID().getValue();
    if (!id.startsWith("https://") && clients.find(id).isEmpty()) {
      throw new ProtocolError(OAuth2Error.INVALID_CLIENT, "There is no such client any more.");
    }
    return id;
  }

  /**
   * @param how in words, the beginning of a sentence
   */
  private record Given(GrantStore.Tokens tokens, Grant grant, String how) {}

  private Given ofCode(String client, AuthorizationCodeGrant code) {
    var spent =
        grants
            .spend(code.getAuthorizationCode().getValue())
            .orElseThrow(() -> noGood(CODE_NO_GOOD));
    var grant = spent.grant();
    var fault = fault(spent, client, code);
    if (fault != null) {
      // Whoever tried it did not ask for it, and who did may be gone: nothing comes of it.
      grants.end(grant);
      throw new ProtocolError(OAuth2Error.INVALID_GRANT, CODE_NO_GOOD, fault);
    }
    var tokens = grants.begin(grant).orElseThrow(() -> noGood(CODE_NO_GOOD));
    return new Given(tokens, grant, "It got a token for its code");
  }

  /** In words for the person; whoever asks is not told which of them it was. */
  private static @Nullable String fault(
      GrantStore.Spent spent, String client, AuthorizationCodeGrant code) {
    if (!spent.inTime()) return "Its code was older than a minute.";
    if (!spent.grant().clientId().equals(client)) return "Its code was made for another client.";
    var redirect = code.getRedirectionURI();
    if (redirect == null || !redirect.toString().equals(spent.redirectUri())) {
      return "The redirect_uri that it sent with the code is not the one that it asked with.";
    }
    var verifier = code.getCodeVerifier();
    if (verifier == null) return "It sent no code_verifier with its code.";
    return fits(verifier, spent.challenge())
        ? null
        : "Its code_verifier does not fit the code_challenge that it asked with.";
  }

  private static boolean fits(CodeVerifier verifier, String challenge) {
    var computed = CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue();
    return MessageDigest.isEqual(
        computed.getBytes(StandardCharsets.US_ASCII),
        challenge.getBytes(StandardCharsets.US_ASCII));
  }

  private Given ofRefresh(String client, RefreshTokenGrant refresh, TokenRequest request) {
    var token = refresh.getRefreshToken().getValue();
    var grant =
        grants
            .ofRefreshToken(token)
            .filter(found -> found.clientId().equals(client))
            .orElseThrow(() -> noGood(REFRESH_NO_GOOD));
    var tokens =
        grants
            .renew(token, grant, scopes(request, grant))
            .orElseThrow(() -> noGood(REFRESH_NO_GOOD));
    return new Given(tokens, grant, "It renewed its token");
  }

  /** Fewer than before may be asked for, never more. */
  private static Set<Scope> scopes(TokenRequest request, Grant grant) {
    if (request.getScope() == null) return grant.scopes();
    for (var value : request.getScope()) {
      var name = value.getValue();
      boolean isGranted =
          name.equals("offline_access")
              || Scope.ofWireName(name).filter(grant.scopes()::contains).isPresent();
      if (!isGranted) {
        throw new ProtocolError(OAuth2Error.INVALID_SCOPE, "That scope was not granted.");
      }
    }
    var wanted = OAuthScopes.wanted(request.getScope());
    return wanted.equals(OAuthScopes.OFFERED) ? grant.scopes() : wanted;
  }

  private static ProtocolError noGood(String description) {
    return new ProtocolError(OAuth2Error.INVALID_GRANT, description);
  }

  private static HTTPResponse response(GrantStore.Tokens tokens) {
    var access =
        new BearerAccessToken(
            tokens.access(), GrantStore.ACCESS.toSeconds(), OAuthScopes.wire(tokens.scopes()));
    return new AccessTokenResponse(new Tokens(access, new RefreshToken(tokens.refresh())))
        .toHTTPResponse();
  }
}
