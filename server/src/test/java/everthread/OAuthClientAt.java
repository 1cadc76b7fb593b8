package everthread;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.LiveServer.Answer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** An OAuth client and the person in front of it, by hand: each part of a message can be wrong. */
final class OAuthClientAt {
  static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  /** Of the verifier above (RFC 7636, appendix B). */
  static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  static final String STATE = "state-of-the-client";

  private final String address;
  private final String cookie;

  OAuthClientAt(Server server) {
    this.address = server.address();
    var entered = LiveServer.send(HttpRequest.newBuilder(URI.create(server.signInLink())).GET());
    this.cookie =
        entered.response().headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  String address() {
    return address;
  }

  /** Parameters of a good request; a null value leaves one out. */
  Map<String, @Nullable String> request(String client, String redirect) {
    var parameters = new LinkedHashMap<String, @Nullable String>();
    parameters.put("response_type", "code");
    parameters.put("client_id", client);
    parameters.put("redirect_uri", redirect);
    parameters.put("code_challenge", CHALLENGE);
    parameters.put("code_challenge_method", "S256");
    parameters.put("state", STATE);
    parameters.put("scope", "read write");
    parameters.put("resource", address + "/mcp");
    return parameters;
  }

  static String form(Map<String, @Nullable String> parameters) {
    var text = new StringBuilder();
    parameters.forEach(
        (name, value) -> {
          if (value == null) return;
          if (!text.isEmpty()) text.append('&');
          text.append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        });
    return text.toString();
  }

  /** What the person is shown. */
  Answer ask(String query) {
    return page("/authorize?" + query);
  }

  Answer page(String path) {
    return LiveServer.send(
        HttpRequest.newBuilder(URI.create(address + path)).header("Cookie", cookie).GET());
  }

  String csrf() {
    return Jsoup.parse(page("/settings").response().body()).select("input[name=csrf]").val();
  }

  Answer post(String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Cookie", cookie)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) request.headers(headers);
    return LiveServer.send(request);
  }

  /** The person allows it: the parameters that the client gets back. */
  Map<String, String> allow(Map<String, @Nullable String> request) {
    var answer =
        post(
            "/authorize",
            "csrf="
                + csrf()
                + "&answer=allow&scope=read&scope=write&request="
                + URLEncoder.encode(form(request), StandardCharsets.UTF_8));
    return sentBack(answer);
  }

  static Map<String, String> sentBack(Answer answer) {
    var location = answer.response().headers().firstValue("Location").orElse("");
    var found = new LinkedHashMap<String, String>();
    if (!location.contains("?")) return found;
    for (var pair : location.substring(location.indexOf('?') + 1).split("&", -1)) {
      var parts = pair.split("=", 2);
      found.put(parts[0], java.net.URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return found;
  }

  /** Parameters of a good exchange of a code. */
  static Map<String, @Nullable String> exchange(
      String client, String redirect, @Nullable String code) {
    var parameters = new LinkedHashMap<String, @Nullable String>();
    parameters.put("grant_type", "authorization_code");
    parameters.put("client_id", client);
    parameters.put("redirect_uri", redirect);
    parameters.put("code", code);
    parameters.put("code_verifier", VERIFIER);
    return parameters;
  }

  static Map<String, @Nullable String> refresh(String client, String token) {
    var parameters = new LinkedHashMap<String, @Nullable String>();
    parameters.put("grant_type", "refresh_token");
    parameters.put("client_id", client);
    parameters.put("refresh_token", token);
    return parameters;
  }

  /** As a client calls: without the person's cookie. */
  Answer call(String path, String body, String type) {
    return LiveServer.send(
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  Answer token(Map<String, @Nullable String> parameters) {
    return call("/token", form(parameters), "application/x-www-form-urlencoded");
  }

  JsonNode document(String path) {
    return LiveServer.send(HttpRequest.newBuilder(URI.create(address + path)).GET()).json();
  }

  Answer register(String json) {
    return call("/register", json, "application/json");
  }

  /** Registers a client with this redirect address; its id. */
  String registered(String redirect) {
    var answer = register("{\"client_name\":\"Tester\",\"redirect_uris\":[\"" + redirect + "\"]}");
    return answer.json().path("client_id").asText();
  }

  /** The whole way of a registered client: its tokens. */
  JsonNode connect(String client, String redirect) {
    var code = allow(request(client, redirect)).get("code");
    return token(exchange(client, redirect, code)).json();
  }

  Answer mcp(@Nullable String token) {
    return LiveServer.send(
        HttpRequest.newBuilder(URI.create(address + "/mcp"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{}}")));
  }
}
