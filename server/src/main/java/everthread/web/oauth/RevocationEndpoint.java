package everthread.web.oauth;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import everthread.oauth.GrantStore;

/** Ends a token at its client's wish (RFC 7009): the answer does not tell whether there was one. */
final class RevocationEndpoint {
  private final GrantStore grants;

  RevocationEndpoint(GrantStore grants) {
    this.grants = grants;
  }

  Answered answer(HTTPRequest message) {
    var request =
        Exchange.read(
            TokenRevocationRequest::parse, message, "The revocation request cannot be read.");
    if (request.getClientAuthentication() != null || request.getClientID() == null) {
      throw new ProtocolError(
          OAuth2Error.INVALID_CLIENT, "Send client_id; clients have no secrets here.");
    }
    var client = request.getClientID().getValue();
    grants.revoke(request.getToken().getValue(), client);
    return new Answered(
        new HTTPResponse(200), client, null, null, "It asked that its token be ended.");
  }
}
