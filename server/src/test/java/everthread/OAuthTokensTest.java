package everthread;

import static everthread.OAuthScene.BACK;
import static everthread.OAuthScene.CLIENT;
import static everthread.OAuthScene.FORM;
import static everthread.OAuthScene.KNOWN;
import static everthread.OAuthScene.change;
import static everthread.OAuthScene.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes and tokens are good once, for their client, and for who proves all. */
class OAuthTokensTest {
  @Test
  void a_used_code_is_no_good_and_ends_what_it_gave() {
    var code = CLIENT.allow(CLIENT.request(KNOWN, BACK)).get("code");
    var first = CLIENT.token(OAuthClientAt.exchange(KNOWN, BACK, code)).json();
    assertThat(CLIENT.mcp(first.path("access_token").asText()).status()).isEqualTo(200);

    refused(CLIENT.token(OAuthClientAt.exchange(KNOWN, BACK, code)), 400, "invalid_grant");

    assertThat(CLIENT.mcp(first.path("access_token").asText()).status()).isEqualTo(401);
    refused(
        CLIENT.token(OAuthClientAt.refresh(KNOWN, first.path("refresh_token").asText())),
        400,
        "invalid_grant");
  }

  @Test
  void a_refresh_token_is_good_once_and_used_again_ends_the_family() {
    var first = CLIENT.connect(KNOWN, BACK);
    var old = first.path("refresh_token").asText();
    var second = CLIENT.token(OAuthClientAt.refresh(KNOWN, old)).json();
    assertThat(CLIENT.mcp(second.path("access_token").asText()).status()).isEqualTo(200);

    refused(CLIENT.token(OAuthClientAt.refresh(KNOWN, old)), 400, "invalid_grant");

    assertThat(CLIENT.mcp(first.path("access_token").asText()).status()).isEqualTo(401);
    assertThat(CLIENT.mcp(second.path("access_token").asText()).status()).isEqualTo(401);
    refused(
        CLIENT.token(OAuthClientAt.refresh(KNOWN, second.path("refresh_token").asText())),
        400,
        "invalid_grant");
  }

  @Test
  void a_refresh_may_ask_for_less_and_never_for_more() {
    var tokens = CLIENT.connect(KNOWN, BACK);
    var narrow = OAuthClientAt.refresh(KNOWN, tokens.path("refresh_token").asText());
    narrow.put("scope", "read");
    var second = CLIENT.token(narrow).json();
    assertThat(second.path("scope").asText()).isEqualTo("read");

    var wide = OAuthClientAt.refresh(KNOWN, second.path("refresh_token").asText());
    wide.put("scope", "read write admin");

    refused(CLIENT.token(wide), 400, "invalid_scope");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "code_verifier, wrong-verifier-wrong-verifier-wrong-verifier-1, invalid_grant",
        "code_verifier, -, invalid_grant",
        "code_verifier, E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM, invalid_grant",
        "code_verifier, short, invalid_request",
        "redirect_uri, https://app.example/other, invalid_grant",
        "redirect_uri, -, invalid_grant",
        "client_id, -, invalid_request",
        "client_id, unknown, invalid_client",
        "client_id, https://client.example/other.json, invalid_grant",
        "code, et_code_unknown, invalid_grant",
        "code, -, invalid_request",
        "grant_type, password, invalid_request",
        "grant_type, client_credentials, invalid_client",
        "grant_type, -, invalid_request",
        "resource, https://other.example/mcp, invalid_target",
        "client_secret, secret, invalid_client"
      })
  void a_code_gives_nothing_to_who_does_not_prove_all(
      String name, @Nullable String value, String error) {
    var code = CLIENT.allow(CLIENT.request(KNOWN, BACK)).get("code");
    var exchange = OAuthClientAt.exchange(KNOWN, BACK, code);
    exchange.put(name, value);

    var answer = CLIENT.token(exchange);

    assertThat(answer.status()).isEqualTo("invalid_client".equals(error) ? 401 : 400);
    assertThat(answer.response().body()).doesNotContain("access_token", String.valueOf(code));
    assertThat(answer.json().path("error").asText()).isEqualTo(error);
  }

  @Test
  void a_code_is_good_for_a_minute() {
    var code = CLIENT.allow(CLIENT.request(KNOWN, BACK)).get("code");

    change("UPDATE oauth_code SET expires_at = now() WHERE code_hash = ?", code);

    refused(CLIENT.token(OAuthClientAt.exchange(KNOWN, BACK, code)), 400, "invalid_grant");
  }

  @Test
  void a_refresh_token_that_has_expired_is_no_good() {
    var token = CLIENT.connect(KNOWN, BACK).path("refresh_token").asText();

    change("UPDATE oauth_refresh_token SET expires_at = now() WHERE token_hash = ?", token);

    refused(CLIENT.token(OAuthClientAt.refresh(KNOWN, token)), 400, "invalid_grant");
  }

  @Test
  void a_code_of_one_client_is_no_good_for_another() {
    var other = CLIENT.registered(BACK);
    var code = CLIENT.allow(CLIENT.request(KNOWN, BACK)).get("code");

    refused(CLIENT.token(OAuthClientAt.exchange(other, BACK, code)), 400, "invalid_grant");
    // Who stole it is not told from who owns it: it is no good any more.
    refused(CLIENT.token(OAuthClientAt.exchange(KNOWN, BACK, code)), 400, "invalid_grant");
  }

  @Test
  void a_refresh_token_of_one_client_is_no_good_for_another_and_stays_good() {
    var other = CLIENT.registered(BACK);
    var token = CLIENT.connect(KNOWN, BACK).path("refresh_token").asText();

    refused(CLIENT.token(OAuthClientAt.refresh(other, token)), 400, "invalid_grant");

    assertThat(CLIENT.token(OAuthClientAt.refresh(KNOWN, token)).status()).isEqualTo(200);
  }

  @Test
  void an_access_token_does_not_refresh_and_a_code_does_not_call() {
    var code = CLIENT.allow(CLIENT.request(KNOWN, BACK)).get("code");
    var access = CLIENT.connect(KNOWN, BACK).path("access_token").asText();

    refused(CLIENT.token(OAuthClientAt.refresh(KNOWN, access)), 400, "invalid_grant");
    assertThat(CLIENT.mcp(code).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain", "multipart/form-data", "nonsense", ""})
  void a_token_request_is_a_form(String type) {
    var code = CLIENT.allow(CLIENT.request(KNOWN, BACK)).get("code");
    var form = OAuthClientAt.form(OAuthClientAt.exchange(KNOWN, BACK, code));

    var answer = CLIENT.call("/token", form, type.isEmpty() ? "x/y" : type);

    refused(answer, 400, "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"code", "client_id", "code_verifier", "grant_type", "redirect_uri"})
  void a_token_request_says_nothing_twice(String name) {
    var code = CLIENT.allow(CLIENT.request(KNOWN, BACK)).get("code");
    var form = OAuthClientAt.form(OAuthClientAt.exchange(KNOWN, BACK, code));

    var answer = CLIENT.call("/token", form + "&" + name + "=other", FORM);

    assertThat(answer.status()).isIn(400, 401);
    assertThat(answer.response().body()).doesNotContain("access_token");
  }

  @Test
  void huge_values_are_refused_before_they_are_read() {
    var huge = "x".repeat(100_000);

    assertThat(CLIENT.call("/token", "grant_type=" + huge, FORM).status()).isEqualTo(413);
    assertThat(CLIENT.register("{\"client_name\":\"" + huge + "\"}").status()).isEqualTo(413);
    assertThat(CLIENT.call("/revoke", "token=" + huge, FORM).status()).isEqualTo(413);
    assertThat(CLIENT.ask("client_id=" + huge).status()).isIn(400, 414);
  }
}
