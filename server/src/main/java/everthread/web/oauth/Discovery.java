package everthread.web.oauth;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import java.util.List;

/** The documents by which a client finds its way in. Pure. */
final class Discovery {
  private final OAuthAddresses addresses;

  Discovery(OAuthAddresses addresses) {
    this.addresses = addresses;
  }

  /** RFC 8414, section 2. */
  String server() {
    var metadata = new AuthorizationServerMetadata(new Issuer(addresses.issuer()));
    var publicClients = List.of(ClientAuthenticationMethod.NONE);
    metadata.setAuthorizationEndpointURI(addresses.at("/authorize"));
    metadata.setTokenEndpointURI(addresses.at("/token"));
    metadata.setRegistrationEndpointURI(addresses.at("/register"));
    metadata.setRevocationEndpointURI(addresses.at("/revoke"));
    metadata.setScopes(OAuthScopes.offeredWithOffline());
    metadata.setResponseTypes(List.of(ResponseType.CODE));
    metadata.setResponseModes(List.of(ResponseMode.QUERY));
    metadata.setGrantTypes(List.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
    metadata.setTokenEndpointAuthMethods(publicClients);
    metadata.setRevocationEndpointAuthMethods(publicClients);
    metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
    metadata.setSupportsAuthorizationResponseIssuerParam(true);
    metadata.setCustomParameter("client_id_metadata_document_supported", true);
    return metadata.toJSONObject().toJSONString();
  }
}
