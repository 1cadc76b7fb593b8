package everthread;

import static everthread.SmallIssuer.SUBJECT;
import static everthread.SmallIssuer.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import everthread.LiveServer.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients come in by the tokens of an issuer that the owner named, and by no others. */
class IssuerTest {
  private static SmallIssuer issuer;
  private static OneServer house;
  private static OAuthClientAt client;

  @BeforeAll
  static void open() {
    issuer = SmallIssuer.open();
    house =
        OneServer.with(
            "EVERTHREAD_OAUTH_ISSUER",
            issuer.address(),
            "EVERTHREAD_OAUTH_SUBJECT",
            SUBJECT + " other-account");
    client = new OAuthClientAt(house.server());
  }

  @AfterAll
  static void close() {
    house.close();
    issuer.close();
  }

  private static String address() {
    return house.server().address();
  }

  private static JWTClaimsSet.Builder claims() {
    return issuer.claims(address() + "/mcp");
  }

  private static Answer withToken(JWTClaimsSet.Builder claims) {
    return client.mcp(issuer.token(claims));
  }

  private static Date inSeconds(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  private static void refused(String what, Answer answer) {
    assertThat(answer.status()).as(what).isEqualTo(401);
    assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
        .as(what)
        .contains(
            "Bearer error=\"invalid_token\", resource_metadata=\""
                + address()
                + "/.well-known/oauth-protected-resource/mcp\", scope=\"read write\"");
  }

  @Test
  void clients_are_told_to_sign_in_at_the_issuer_and_nothing_of_the_kind_is_served_here() {
    for (var path : List.of("", "/mcp", "/api/mcp")) {
      var document = client.document("/.well-known/oauth-protected-resource" + path);
      assertThat(document.path("authorization_servers").toString())
          .isEqualTo("[\"" + issuer.address() + "\"]");
    }
    for (var path :
        List.of("/.well-known/oauth-authorization-server", "/.well-known/openid-configuration")) {
      elsewhere(path, client.page(path));
    }
    for (var path : List.of("/authorize", "/token", "/register", "/revoke")) {
      elsewhere(path, client.page(path));
      elsewhere(path, client.call(path, "{}", "application/json"));
    }
  }

  private static void elsewhere(String path, Answer answer) {
    assertThat(answer.status()).as(path).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("not_found");
    assertThat(answer.json().path("detail").asText()).contains(issuer.address());
  }

  @Test
  void the_owners_token_comes_in_whatever_form_the_issuer_gives_it() {
    var good = new LinkedHashMap<String, String>();
    good.put("as RFC 9068 has it", issuer.token(claims()));
    good.put(
        "typ JWT",
        signed(issuer.header().type(JOSEObjectType.JWT).build(), claims(), issuer.key()));
    good.put("no typ", signed(issuer.header().type(null).build(), claims(), issuer.key()));
    good.put("no kid", signed(issuer.header().keyID(null).build(), claims(), issuer.key()));
    good.put("other account", issuer.token(claims().subject("other-account")));
    good.put(
        "several audiences", issuer.token(claims().audience(List.of("x", address() + "/mcp"))));
    good.put("by the other path", issuer.token(claims().audience(address() + "/api/mcp")));
    good.put("scp", issuer.token(claims().claim("scope", null).claim("scp", List.of("read"))));
    good.put("a clock that is behind", issuer.token(claims().notBeforeTime(inSeconds(10))));
    good.put("just over", issuer.token(claims().expirationTime(inSeconds(-10))));

    good.forEach((what, token) -> assertThat(client.mcp(token).status()).as(what).isEqualTo(200));
  }

  @Test
  void a_token_that_is_not_for_the_owner_and_this_server_and_now_is_refused() {
    refused("other subject", withToken(claims().subject("auth0|somebody")));
    refused(
        "subject in another case",
        withToken(claims().subject(SUBJECT.toUpperCase(java.util.Locale.ROOT))));
    refused("no subject", withToken(claims().subject(null)));
    refused("other issuer", withToken(claims().issuer("https://evil.example/")));
    refused("issuer with a slash more", withToken(claims().issuer(issuer.address() + "/")));
    refused("no issuer", withToken(claims().issuer(null)));
    refused("other audience", withToken(claims().audience("https://other.example/mcp")));
    refused("the server, not its endpoint", withToken(claims().audience(address())));
    refused("no audience", withToken(claims().audience((String) null)));
    refused("expired", withToken(claims().expirationTime(inSeconds(-120))));
    refused("without end", withToken(claims().expirationTime(null)));
    refused("not yet", withToken(claims().notBeforeTime(inSeconds(120))));
    refused("bound to a key", withToken(claims().claim("cnf", Map.of("jkt", "x"))));
  }

  @Test
  void a_token_that_the_issuer_did_not_sign_is_refused() throws JOSEException {
    var stranger = SmallIssuer.rsa(issuer.key().getKeyID());
    var good = issuer.token(claims());
    var parts = good.split("\\.", -1);
    refused("none", client.mcp(new PlainJWT(claims().build()).serialize()));
    refused("no signature", client.mcp(parts[0] + "." + parts[1] + "."));
    refused("another's signature", client.mcp(signed(issuer.header().build(), claims(), stranger)));
    refused(
        "its key in the header",
        client.mcp(
            signed(issuer.header().jwk(stranger.toPublicJWK()).build(), claims(), stranger)));
    refused(
        "the address of its key in the header",
        client.mcp(
            signed(
                issuer.header().jwkURL(URI.create("https://evil.example/keys")).build(),
                claims(),
                stranger)));
    var changed = issuer.token(claims().claim("scope", "read write admin")).split("\\.", -1);
    refused("changed", client.mcp(parts[0] + "." + changed[1] + "." + parts[2]));
    var byPublicKey =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(issuer.key().getKeyID()).build(),
            claims().build());
    byPublicKey.sign(new MACSigner(issuer.key().toRSAPublicKey().getEncoded()));
    refused("HS256 by the public key", client.mcp(byPublicKey.serialize()));
    refused(
        "another kind of token",
        client.mcp(
            signed(
                issuer.header().type(new JOSEObjectType("logout+jwt")).build(),
                claims(),
                issuer.key())));
    refused(
        "an extension that must be understood",
        client.mcp(
            signed(
                issuer.header().criticalParams(Set.of("exp")).customParam("exp", 1).build(),
                claims(),
                issuer.key())));
    refused("no token", client.mcp("a.b.c"));
    refused("dots", client.mcp("..."));
    refused("encrypted", client.mcp(parts[0] + ".a.b.c.d"));
  }

  @Test
  void a_key_id_is_only_a_name() {
    var stranger = SmallIssuer.rsa("stranger");
    for (var id :
        List.of(
            "../../keys", "/dev/null", "file:///etc/passwd", "' OR 1=1 --", "", "http://[::1")) {
      refused(id, client.mcp(signed(issuer.header().keyID(id).build(), claims(), stranger)));
    }
  }

  @Test
  void a_token_without_a_scope_of_ours_is_told_which_there_are() {
    for (var scope : new String[] {null, "", "openid profile", "admin", "READ"}) {
      var answer = withToken(claims().claim("scope", scope));

      assertThat(answer.status()).as(scope).isEqualTo(403);
      assertThat(answer.response().headers().firstValue("WWW-Authenticate").orElse(""))
          .startsWith("Bearer error=\"insufficient_scope\", resource_metadata=\"")
          .endsWith("scope=\"read write\"");
    }
  }

  @Test
  void a_token_to_read_with_does_not_write_and_none_makes_more_than_its_scope() {
    var token = issuer.token(claims().claim("scope", "read admin capture"));
    var answer =
        LiveServer.send(
            HttpRequest.newBuilder(URI.create(address() + "/mcp"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{"
                            + "\"name\":\"add_memory\",\"arguments\":{\"content\":\"x\"}}}")));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.response().headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("insufficient_scope");
  }

  @Test
  void a_token_opens_the_MCP_endpoint_of_the_owners_own_space_and_nothing_else() {
    var token = issuer.token(claims());
    var other = house.post("/v1/spaces", "{\"name\":\"other\"}").json().path("id").asText();

    assertThat(asked("/v1/stats", token, "").status()).isEqualTo(401);
    assertThat(asked("/mcp", token, other).status()).isEqualTo(404);
    assertThat(client.mcp(OneServer.KEY).status()).as("keys go on").isEqualTo(200);
  }

  private static Answer asked(String path, String token, String space) {
    var request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("Authorization", "Bearer " + token);
    if (!space.isEmpty()) {
      request
          .header("Everthread-Space", space)
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"));
    }
    return LiveServer.send(request);
  }

  @Test
  void keys_that_the_issuer_changes_are_followed() {
    var old = issuer.token(claims());
    issuer.rotate("second");

    assertThat(client.mcp(issuer.token(claims())).status()).isEqualTo(200);
    refused("signed with the key that is gone", client.mcp(old));
    var elliptic = SmallIssuer.ec("third");
    issuer.publish(issuer.key(), elliptic);
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("third").build();
    assertThat(client.mcp(signed(header, claims(), elliptic)).status()).isEqualTo(200);
  }

  @Test
  void the_pages_say_who_signs_in() {
    assertThat(client.page("/settings").response().body())
        .contains("Clients sign in at", issuer.address(), SUBJECT, "EVERTHREAD_OAUTH_SUBJECT")
        .doesNotContain("Clients by hand");
    assertThat(client.page("/connect").response().body()).contains(issuer.address());
  }
}
