package everthread.web.oauth;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientInformationResponse;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationRequest;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import everthread.oauth.ClientName;
import everthread.oauth.ClientStore;
import everthread.oauth.RedirectUris;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.web.auth.RateLimit;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Lets a client register itself (RFC 7591), as narrowly as clients need it: a name and where its
 * answers go. Anybody may, so little may be kept, and unused ones go after a day.
 */
final class RegistrationEndpoint {
  private static final int MOST_ADDRESSES = 10;
  private static final int A_MINUTE = 60;
  private static final UUID ALL_TOGETHER = new UUID(0, 0);
  private static final Set<GrantType> GRANTS =
      Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);

  private final ClientStore clients;
  private final RateLimit limit = new RateLimit(A_MINUTE, System::nanoTime);

  RegistrationEndpoint(ClientStore clients) {
    this.clients = clients;
  }

  Answered answer(HTTPRequest message) {
    // A client that holds a key sends it everywhere; it says nothing here.
    message.setAuthorization(null);
    var asked =
        Exchange.read(
                ClientRegistrationRequest::parse, message, "The client's metadata cannot be read.")
            .getClientMetadata();
    var addresses = addresses(asked);
    checkGrants(asked);
    var name = ClientName.shown(asked.getName(), "A program without a name");
    limit.take(ALL_TOGETHER);
    var client =
        clients
            .register(name, addresses)
            .orElseThrow(() -> new ProblemException(new Problem.RateLimited(Duration.ofHours(1))));

    var metadata = new ClientMetadata();
    metadata.setName(client.name());
    metadata.setRedirectionURIs(uris(client.redirectUris()));
    metadata.setGrantTypes(GRANTS);
    metadata.setResponseTypes(Set.of(ResponseType.CODE));
    metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE);
    var information = new ClientInformation(new ClientID(client.id()), new Date(), metadata, null);
    return new Answered(
        new ClientInformationResponse(information, true).toHTTPResponse(),
        client.id(),
        client.name(),
        null,
        "It registered itself as “" + client.name() + "”.");
  }

  private static List<String> addresses(ClientMetadata asked) {
    var addresses = asked.getRedirectionURIStrings();
    if (addresses == null || addresses.isEmpty() || addresses.size() > MOST_ADDRESSES) {
      throw new ProtocolError(
          RegistrationError.INVALID_REDIRECT_URI, "Name one to ten redirect_uris.");
    }
    for (var address : addresses) {
      if (RedirectUris.place(address).isEmpty()) {
        throw new ProtocolError(
            RegistrationError.INVALID_REDIRECT_URI,
            "A redirect URI is https, or http on loopback, or a known program's own; without"
                + " fragment and user information.");
      }
    }
    return List.copyOf(addresses);
  }

  private static void checkGrants(ClientMetadata asked) {
    var grants = asked.getGrantTypes();
    var types = asked.getResponseTypes();
    boolean fits =
        (grants == null || grants.contains(GrantType.AUTHORIZATION_CODE))
            && (types == null || types.contains(ResponseType.CODE));
    if (!fits) {
      throw new ProtocolError(
          RegistrationError.INVALID_CLIENT_METADATA, "Only the authorization code is given here.");
    }
  }

  private static Set<URI> uris(List<String> addresses) {
    var uris = new LinkedHashSet<URI>();
    for (var address : addresses) uris.add(URI.create(address));
    return uris;
  }
}
