package everthread.web.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import everthread.oauth.AuthorizationServer;
import everthread.oauth.ClientName;
import everthread.oauth.ClientStore;
import everthread.oauth.GrantStore;
import everthread.oauth.GrantStore.Connection;
import everthread.oauth.GrantStore.Consent;
import everthread.oauth.OAuthClient;
import everthread.oauth.RedirectUris;
import everthread.oauth.RedirectUris.Place;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.space.Principal;
import everthread.space.Scope;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everthread's own authorization server: the person's part of it (OAuth 2.1, section 4.1). An
 * answer leaves only for an address that the client is known by.
 */
public final class EmbeddedAuthorizationServer implements AuthorizationServer {
  private static final int LONGEST_STATE = 2_000;

  private final OAuthAddresses addresses;
  private final ClientStore clients;
  private final ClientDocuments documents;
  private final GrantStore grants;
  private final Issuer issuer;

  public EmbeddedAuthorizationServer(
      OAuthAddresses addresses, ClientStore clients, ClientDocuments documents, GrantStore grants) {
    this.addresses = addresses;
    this.clients = clients;
    this.documents = documents;
    this.grants = grants;
    this.issuer = new Issuer(addresses.issuer());
  }

  @Override
  public Asked read(Principal by, String query) {
    var parameters = URLUtils.parseParameters(query);
    var client = client(by, once(parameters, "client_id"));
    var redirectUri = redirectUri(client, parameters);
    var place = RedirectUris.place(redirectUri).orElseThrow(() -> unknownAddress(client));
    var back = new Back(client, redirectUri, place, state(parameters));
    // Before Nimbus reads them: it may fail over what stands inside.
    if (parameters.containsKey("request")) {
      return sentBack(back, OAuth2Error.REQUEST_NOT_SUPPORTED);
    }
    if (parameters.containsKey("request_uri")) {
      return sentBack(back, OAuth2Error.REQUEST_URI_NOT_SUPPORTED);
    }
    try {
      var request = AuthorizationRequest.parse(parameters);
      var fault = fault(request);
      if (fault != null) return sentBack(back, fault);
      var scopes = OAuthScopes.wanted(request.getScope());
      if (scopes.isEmpty()) return sentBack(back, OAuth2Error.INVALID_SCOPE);
      return new Request(client, redirectUri, place, scopes, query);
    } catch (ParseException unreadable) {
      var error = unreadable.getErrorObject();
      var code = error == null ? OAuth2Error.INVALID_REQUEST : new ErrorObject(error.getCode());
      return sentBack(back, code);
    } catch (IllegalArgumentException unreadable) {
      // Nimbus quotes what it cannot read, and then may not like its own quotation.
      return sentBack(back, OAuth2Error.INVALID_REQUEST);
    }
  }

  /** Exactly one value: with two, this reader and another would not mean the same. */
  private static String once(Map<String, List<String>> parameters, String name) {
    var values = parameters.getOrDefault(name, List.of());
    if (values.size() == 1 && !values.getFirst().isEmpty()) return values.getFirst();
    throw refused("invalid_request", "The client's request does not name one " + name + ".");
  }

  private OAuthClient client(Principal by, String id) {
    if (id.contains(":")) return documents.find(id);
    return clients
        .find(id)
        .filter(found -> found.kind() == OAuthClient.Kind.REGISTERED || isTheirs(by, found))
        .orElseThrow(
            () ->
                refused(
                    "invalid_client",
                    "No client of that id is registered here. Remove Everthread in the client and"
                        + " add it again, so that it registers anew."));
  }

  /** Another person's entered client answers like one that does not exist. */
  private boolean isTheirs(Principal by, OAuthClient client) {
    return clients.entered(by).stream().anyMatch(own -> own.id().equals(client.id()));
  }

  private static String redirectUri(OAuthClient client, Map<String, List<String>> parameters) {
    var asked = once(parameters, "redirect_uri");
    if (RedirectUris.isOneOf(asked, client.redirectUris())) return asked;
    throw unknownAddress(client);
  }

  private static ProblemException unknownAddress(OAuthClient client) {
    return refused(
        "invalid_redirect_uri",
        "The answer was to go to an address that "
            + client.name()
            + " is not known by. Nothing was sent there.");
  }

  private static ProblemException refused(String code, String detail) {
    return new ProblemException(new Problem.Malformed(code, detail));
  }

  private @Nullable ErrorObject fault(AuthorizationRequest request) {
    if (!ResponseType.CODE.equals(request.getResponseType())) {
      return OAuth2Error.UNSUPPORTED_RESPONSE_TYPE;
    }
    var mode = request.getResponseMode();
    if (mode != null && !mode.equals(ResponseMode.QUERY)) return OAuth2Error.INVALID_REQUEST;
    var challenge = request.getCodeChallenge();
    boolean isProven =
        challenge != null
            && CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())
            && challenge.getValue().matches("[A-Za-z0-9_-]{43}");
    if (!isProven) return OAuth2Error.INVALID_REQUEST;
    var state = request.getState();
    if (state != null && state.getValue().length() > LONGEST_STATE) {
      return OAuth2Error.INVALID_REQUEST;
    }
    var resources = request.getResources();
    boolean isOurs =
        resources == null
            || resources.stream().allMatch(resource -> addresses.isOurs(resource.toString()));
    return isOurs ? null : OAuth2Error.INVALID_TARGET;
  }

  private static @Nullable State state(Map<String, List<String>> parameters) {
    var values = parameters.getOrDefault("state", List.of());
    boolean fits =
        values.size() == 1
            && !values.getFirst().isEmpty()
            && values.getFirst().length() <= LONGEST_STATE;
    return fits ? new State(values.getFirst()) : null;
  }

  /** Where an error goes, and of whom it tells. */
  private record Back(OAuthClient client, String redirectUri, Place place, @Nullable State state) {}

  private SentBack sentBack(Back back, ErrorObject error) {
    var to = refusal(back.redirectUri(), error, back.state());
    return new SentBack(back.client(), back.place(), error.getCode(), to);
  }

  private URI refusal(String redirectUri, ErrorObject error, @Nullable State state) {
    var plain = new ErrorObject(error.getCode());
    return uri(
        new AuthorizationErrorResponse(
            URI.create(redirectUri), plain, state, issuer, ResponseMode.QUERY));
  }

  @Override
  public URI allow(Principal by, Request request, Set<Scope> scopes) {
    if (scopes.isEmpty() || !request.scopes().containsAll(scopes)) return refuse(request);
    var parameters = URLUtils.parseParameters(request.query());
    var code =
        grants.allow(
            by,
            new Consent(
                request.client(),
                request.redirectUri(),
                once(parameters, "code_challenge"),
                scopes,
                addresses.resource()));
    clients.used(request.client().id());
    return uri(
        new AuthorizationSuccessResponse(
            URI.create(request.redirectUri()),
            new AuthorizationCode(code),
            null,
            state(parameters),
            issuer,
            ResponseMode.QUERY));
  }

  @Override
  public URI refuse(Request request) {
    var state = state(URLUtils.parseParameters(request.query()));
    return refusal(request.redirectUri(), OAuth2Error.ACCESS_DENIED, state);
  }

  private static URI uri(com.nimbusds.oauth2.sdk.AuthorizationResponse response) {
    return response.toURI();
  }

  @Override
  public List<Connection> connections(Principal by) {
    return grants.list(by);
  }

  @Override
  public boolean disconnect(Principal by, UUID connection) {
    return grants.end(by, connection);
  }

  @Override
  public List<OAuthClient> entered(Principal by) {
    return clients.entered(by);
  }

  @Override
  public OAuthClient enter(Principal by, String name, List<String> redirectUris) {
    boolean fits =
        !redirectUris.isEmpty()
            && redirectUris.size() <= 10
            && redirectUris.stream().allMatch(uri -> RedirectUris.place(uri).isPresent());
    if (!fits) {
      throw new ProblemException(
          new Problem.Refused(
              "invalid_redirect_uri",
              "An address to answer to is https, or http on this machine, without a # part."));
    }
    return clients.enter(by, ClientName.shown(name, "A program without a name"), redirectUris);
  }

  @Override
  public boolean forget(Principal by, String client) {
    return clients.forget(by, client);
  }
}
