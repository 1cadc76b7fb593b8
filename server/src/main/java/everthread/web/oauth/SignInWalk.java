package everthread.web.oauth;

import static everthread.web.oauth.SignInCall.FORM;
import static everthread.web.oauth.SignInCall.JSON;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import everthread.connecting.Attempts;
import everthread.connecting.Stage;
import everthread.connecting.Visitor;
import everthread.oauth.AuthorizationServer;
import everthread.oauth.ClientStore;
import everthread.problem.ProblemException;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.web.mcp.SelfTest.Step;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.oauth.SignInCall.Failed;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** One run of the sign-in test: its steps, and what one leaves for the next. Not thread-safe. */
final class SignInWalk {
  static final String NAME = "Everthread connection test";
  private static final String REDIRECT = "http://127.0.0.1/everthread-connection-test";
  private static final Pattern METADATA = Pattern.compile("resource_metadata=\"([^\"]+)\"");
  private static final String ONE_ADDRESS =
      "Set EVERTHREAD_PUBLIC_URL to the address that clients use, and start the server again.";

  private final OAuthAddresses addresses;
  private final AuthorizationServer server;
  private final ClientStore clients;
  private final Attempts attempts;
  private final SignInCall call;
  private final Principal by;
  private final CodeVerifier verifier = new CodeVerifier();
  private final List<Step> steps = new ArrayList<>();
  private String client = "";
  private String code = "";
  private String access = "";
  private String refresh = "";

  SignInWalk(
      OAuthAddresses addresses,
      AuthorizationServer server,
      ClientStore clients,
      Attempts attempts,
      SignInCall call,
      Principal by) {
    this.addresses = addresses;
    this.server = server;
    this.clients = clients;
    this.attempts = attempts;
    this.call = call;
    this.by = by;
  }

  /**
   * Does a step and keeps how it went.
   *
   * @param work gives the sentence for the person
   */
  boolean step(String name, Supplier<String> work) {
    long start = System.nanoTime();
    try {
      var sentence = work.get();
      steps.add(new Step(name, true, millis(start), sentence, null));
      return true;
    } catch (Failed failed) {
      steps.add(new Step(name, false, millis(start), failed.sentence(), failed.fix()));
      return false;
    }
  }

  private static long millis(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  /** Keeps steps that went on elsewhere; true when all went well. */
  boolean add(List<Step> others) {
    steps.addAll(others);
    return others.getLast().ok();
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  String accessToken() {
    return access;
  }

  boolean hasRegistered() {
    return !client.isEmpty();
  }

  String ask() {
    var reply = call.tools(addresses.at("/mcp"), null);
    reply.expect(401);
    var challenge = reply.response().headers().firstValue("WWW-Authenticate").orElse("");
    var metadata = METADATA.matcher(challenge);
    if (!metadata.find()) {
      throw new Failed(
          "The refusal does not say where to come in.",
          "A proxy before Everthread must pass on the header WWW-Authenticate.");
    }
    same("The refusal", metadata.group(1), addresses.resourceMetadata());
    return "It was refused, as it should be, and told where to come in.";
  }

  String find() {
    var resource = call.get(URI.create(addresses.resourceMetadata())).json(200);
    same("The resource", resource.path("resource").asText(), addresses.resource());
    var issuer = resource.path("authorization_servers").path(0).asText();
    same("The authorization server", issuer, addresses.issuer());
    return addresses.resource() + " is let in to by " + issuer + ".";
  }

  String read() {
    var metadata = call.get(addresses.at("/.well-known/oauth-authorization-server")).json(200);
    same("The issuer", metadata.path("issuer").asText(), addresses.issuer());
    var endpoints =
        Map.of(
            "authorization_endpoint", "/authorize",
            "token_endpoint", "/token",
            "registration_endpoint", "/register",
            "revocation_endpoint", "/revoke");
    endpoints.forEach(
        (name, path) -> same(name, metadata.path(name).asText(), addresses.at(path).toString()));
    return "It names where to register, to ask for consent, to get tokens and to end them.";
  }

  private static void same(String what, String told, String ours) {
    if (told.equals(ours)) return;
    throw new Failed(what + " is “" + told + "”, and should be “" + ours + "”.", ONE_ADDRESS);
  }

  String register() {
    var metadata = JsonTree.object().put("client_name", NAME);
    metadata.putArray("redirect_uris").add(REDIRECT);
    metadata.put("token_endpoint_auth_method", "none");
    var body = JsonTree.write(metadata);
    client = call.post(addresses.at("/register"), JSON, body).json(201).path("client_id").asText();
    if (client.isEmpty()) {
      throw new Failed("The registration gave no client id.", "Run the test again.");
    }
    return "It is known as “" + NAME + "” now.";
  }

  String consent() {
    var state = new State();
    var query = request(state);
    // Without the session: only that the page is there. The consent itself is given right here.
    var page = call.get(URI.create(addresses.at("/authorize") + "?" + query));
    var type = page.response().headers().firstValue("Content-Type").orElse("");
    if (!type.startsWith("text/html")) page.expect(200);
    var back = URLUtils.parseParameters(allowed(query).getRawQuery());
    code = only(back, "code");
    if (!only(back, "state").equals(state.getValue())) {
      throw new Failed("The answer is one to another request.", "Run the test again.");
    }
    same("The answer’s issuer", only(back, "iss"), addresses.issuer());
    return "You allowed it by starting this test: to read, in this space.";
  }

  private String request(State state) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("response_type", "code");
    parameters.put("client_id", client);
    parameters.put("redirect_uri", REDIRECT);
    parameters.put("scope", Scope.READ.wireName());
    parameters.put("resource", addresses.resource());
    parameters.put("state", state.getValue());
    parameters.put(
        "code_challenge", CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
    parameters.put("code_challenge_method", CodeChallengeMethod.S256.getValue());
    return SignInCall.form(parameters);
  }

  private URI allowed(String query) {
    try {
      return switch (server.read(by, query)) {
        case AuthorizationServer.SentBack back ->
            throw new Failed("The request was refused: " + back.error() + ".", "Run it again.");
        case AuthorizationServer.Request request -> {
          var to = server.allow(by, request, Set.of(Scope.READ));
          attempts.note(
              Visitor.of(by.person(), client, NAME),
              everthread.connecting.Step.done(
                  Stage.CONSENT, "You allowed it to read, by starting the test."));
          yield to;
        }
      };
    } catch (ProblemException refused) {
      throw new Failed(refused.problem().detail(), "Run the test again.");
    }
  }

  private static String only(Map<String, List<String>> parameters, String name) {
    var values = parameters.getOrDefault(name, List.of());
    return values.size() == 1 ? values.getFirst() : "";
  }

  String token() {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("grant_type", "authorization_code");
    parameters.put("client_id", client);
    parameters.put("redirect_uri", REDIRECT);
    parameters.put("code", code);
    parameters.put("code_verifier", verifier.getValue());
    parameters.put("resource", addresses.resource());
    var reply = call.post(addresses.at("/token"), FORM, SignInCall.form(parameters)).json(200);
    access = reply.path("access_token").asText();
    refresh = reply.path("refresh_token").asText();
    return "It got a token for "
        + Duration.ofSeconds(reply.path("expires_in").asLong()).toMinutes()
        + " minutes, to "
        + reply.path("scope").asText()
        + ".";
  }

  String signOff() {
    var body = SignInCall.form(Map.of("client_id", client, "token", refresh));
    call.post(addresses.at("/revoke"), FORM, body).expect(200);
    if (call.tools(addresses.at("/mcp"), access).status() != 401) {
      throw new Failed(
          "The token still works after it was ended.",
          "Look under Settings, Connected clients, whether the test stands there, and end it.");
    }
    return "Its tokens were ended, and are refused now.";
  }

  String cleanUp() {
    clients.withdraw(by, client);
    return "The test’s client and what it was allowed are removed.";
  }
}
