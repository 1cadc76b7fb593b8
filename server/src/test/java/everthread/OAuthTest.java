package everthread;

import static everthread.OAuthScene.BACK;
import static everthread.OAuthScene.CLIENT;
import static everthread.OAuthScene.FORM;
import static everthread.OAuthScene.KNOWN;
import static everthread.OAuthScene.SITE;
import static everthread.OAuthScene.change;
import static everthread.OAuthScene.document;
import static everthread.OAuthScene.encoded;
import static everthread.OAuthScene.settings;
import static org.assertj.core.api.Assertions.assertThat;

import everthread.LiveServer.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** AI clients come in by sign-in and consent, and go when the person says so. */
class OAuthTest {
  /** What a 401 says after the error. */
  private static final String CHALLENGE =
      "resource_metadata=\""
          + CLIENT.address()
          + "/.well-known/oauth-protected-resource/mcp\", scope=\"read write\"";

  @Test
  void a_client_without_a_token_is_told_where_to_get_one() {
    var answer = CLIENT.mcp("et_none");

    toldToGetAnother(answer);
    var resource = CLIENT.document("/.well-known/oauth-protected-resource/mcp");
    assertThat(resource.path("resource").asText()).isEqualTo(CLIENT.address() + "/mcp");
    assertThat(resource.path("authorization_servers").path(0).asText()).isEqualTo(CLIENT.address());
    assertThat(CLIENT.document("/.well-known/oauth-protected-resource")).isEqualTo(resource);
  }

  @Test
  void a_client_that_brings_nothing_is_told_the_same_but_not_that_its_token_is_wrong() {
    var answer = CLIENT.call("/mcp", "{}", "application/json");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
        .contains("Bearer " + CHALLENGE);
  }

  @Test
  void a_token_that_has_expired_is_no_good() {
    var token = CLIENT.connect(KNOWN, BACK).path("access_token").asText();

    change("UPDATE access_key SET expires_at = now() WHERE secret_hash = ?", token);

    toldToGetAnother(CLIENT.mcp(token));
  }

  @Test
  void a_token_that_was_made_for_another_address_is_no_good() {
    for (var audience : List.of("https://other.example/mcp", CLIENT.address(), "")) {
      var token = CLIENT.connect(KNOWN, BACK).path("access_token").asText();

      change("UPDATE access_key SET audience = '" + audience + "' WHERE secret_hash = ?", token);

      toldToGetAnother(CLIENT.mcp(token));
    }
  }

  private static void toldToGetAnother(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
        .contains("Bearer error=\"invalid_token\", " + CHALLENGE);
    assertThat(answer.json().at("/error/data/code").asText()).isEqualTo("invalid_token");
  }

  @Test
  void the_server_says_what_it_offers_at_both_addresses() {
    var metadata = CLIENT.document("/.well-known/oauth-authorization-server");

    assertThat(metadata.path("issuer").asText()).isEqualTo(CLIENT.address());
    assertThat(metadata.path("authorization_endpoint").asText())
        .isEqualTo(CLIENT.address() + "/authorize");
    assertThat(metadata.path("code_challenge_methods_supported").toString())
        .isEqualTo("[\"S256\"]");
    assertThat(metadata.path("token_endpoint_auth_methods_supported").toString())
        .isEqualTo("[\"none\"]");
    assertThat(metadata.path("client_id_metadata_document_supported").asBoolean()).isTrue();
    assertThat(metadata.path("authorization_response_iss_parameter_supported").asBoolean())
        .isTrue();
    assertThat(CLIENT.document("/.well-known/openid-configuration")).isEqualTo(metadata);
  }

  @Test
  void a_registered_client_is_let_in_and_its_tokens_work() {
    var back = CLIENT.allow(CLIENT.request(KNOWN, BACK));

    assertThat(back).containsEntry("state", OAuthClientAt.STATE);
    assertThat(back).containsEntry("iss", CLIENT.address());
    var tokens = CLIENT.token(OAuthClientAt.exchange(KNOWN, BACK, back.get("code")));
    assertThat(tokens.status()).isEqualTo(200);
    assertThat(tokens.json().path("token_type").asText()).isEqualTo("Bearer");
    assertThat(tokens.json().path("scope").asText()).isEqualTo("read write");
    assertThat(tokens.response().headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(CLIENT.mcp(tokens.json().path("access_token").asText()).status()).isEqualTo(200);
  }

  @Test
  void a_client_with_a_metadata_document_is_let_in() {
    var id = SITE.at("/client.json");
    SITE.page("/client.json", "application/json", document(id, BACK));

    var code = CLIENT.allow(CLIENT.request(id, BACK)).get("code");

    var tokens = CLIENT.token(OAuthClientAt.exchange(id, BACK, code));
    assertThat(CLIENT.mcp(tokens.json().path("access_token").asText()).status()).isEqualTo(200);
    assertThat(CLIENT.ask(OAuthClientAt.form(CLIENT.request(id, BACK))).response().body())
        .contains("client.example, which vouches for it");
  }

  @Test
  void a_client_that_was_entered_by_hand_is_let_in() {
    var redirect = "https://by-hand.example/back";
    CLIENT.post(
        "/settings/clients", "csrf=" + CLIENT.csrf() + "&name=Hand&redirect_uris=" + redirect);
    var page = settings();
    var id =
        page.replaceAll(
            "(?s).*(everthread-client-[A-Za-z0-9]{22})</td><td>https://by-hand.*", "$1");

    var tokens = CLIENT.connect(id, redirect);

    assertThat(CLIENT.mcp(tokens.path("access_token").asText()).status()).isEqualTo(200);
    CLIENT.post("/settings/clients/" + id + "/forget", "csrf=" + CLIENT.csrf());
    assertThat(CLIENT.mcp(tokens.path("access_token").asText()).status()).isEqualTo(401);
  }

  @Test
  void a_token_is_good_for_the_MCP_endpoint_and_for_nothing_else() {
    var token = CLIENT.connect(KNOWN, BACK).path("access_token").asText();

    var rest =
        LiveServer.send(
            HttpRequest.newBuilder(URI.create(CLIENT.address() + "/v1/stats"))
                .header("Authorization", "Bearer " + token)
                .GET());

    assertThat(rest.status()).isEqualTo(401);
  }

  @Test
  void what_the_person_did_not_tick_is_not_granted() {
    var request = CLIENT.request(KNOWN, BACK);
    var answer =
        CLIENT.post(
            "/authorize",
            "csrf="
                + CLIENT.csrf()
                + "&answer=allow&scope=read&scope=admin&request="
                + encoded(request));

    var code = OAuthClientAt.sentBack(answer).get("code");

    assertThat(
            CLIENT.token(OAuthClientAt.exchange(KNOWN, BACK, code)).json().path("scope").asText())
        .isEqualTo("read");
  }

  @Test
  void a_refused_client_is_told_so_and_gets_no_code() {
    var answer =
        CLIENT.post(
            "/authorize",
            "csrf="
                + CLIENT.csrf()
                + "&answer=refuse&scope=read&request="
                + encoded(CLIENT.request(KNOWN, BACK)));

    assertThat(OAuthClientAt.sentBack(answer))
        .containsEntry("error", "access_denied")
        .containsEntry("iss", CLIENT.address())
        .doesNotContainKey("code");
  }

  @Test
  void a_client_that_was_disconnected_is_out_at_once() {
    var tokens = CLIENT.connect(KNOWN, BACK);
    assertThat(CLIENT.mcp(tokens.path("access_token").asText()).status()).isEqualTo(200);

    var first = settings().replaceAll("(?s).*?/settings/connections/([0-9a-f-]{36})/end.*", "$1");
    CLIENT.post("/settings/connections/" + first + "/end", "csrf=" + CLIENT.csrf());

    assertThat(CLIENT.mcp(tokens.path("access_token").asText()).status()).isEqualTo(401);
  }

  @Test
  void a_revoked_token_is_no_good_and_a_strangers_wish_changes_nothing() {
    var tokens = CLIENT.connect(KNOWN, BACK);
    var refresh = tokens.path("refresh_token").asText();

    assertThat(CLIENT.call("/revoke", "client_id=other&token=" + refresh, FORM).status())
        .isEqualTo(200);
    assertThat(CLIENT.mcp(tokens.path("access_token").asText()).status()).isEqualTo(200);
    assertThat(CLIENT.call("/revoke", "client_id=" + KNOWN + "&token=" + refresh, FORM).status())
        .isEqualTo(200);

    assertThat(CLIENT.mcp(tokens.path("access_token").asText()).status()).isEqualTo(401);
    assertThat(CLIENT.mcp(refresh).status()).isEqualTo(401);
  }

  @Test
  void a_program_on_this_machine_may_answer_on_any_port() {
    var id = CLIENT.registered("http://127.0.0.1:33418/");

    var back = CLIENT.allow(CLIENT.request(id, "http://127.0.0.1:50001/"));

    assertThat(back).containsKey("code");
  }
}
