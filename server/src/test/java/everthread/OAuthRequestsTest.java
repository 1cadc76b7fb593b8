package everthread;

import static everthread.OAuthScene.BACK;
import static everthread.OAuthScene.CLIENT;
import static everthread.OAuthScene.KNOWN;
import static everthread.OAuthScene.SITE;
import static everthread.OAuthScene.consent;
import static everthread.OAuthScene.encoded;
import static everthread.OAuthScene.shownToThePersonAlone;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client asks, no answer goes astray and nothing is allowed unasked. */
class OAuthRequestsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/callback/extra",
        "https://app.example/callback/",
        "https://app.example/callback?x=1",
        "https://app.example/callback#x",
        "https://app.example:443/callback",
        "https://app.example:8443/callback",
        "https://APP.example/callback",
        "https://app.example/CALLBACK",
        "https://app.example/%63allback",
        "https://app.example/./callback",
        "https://app.example/a/../callback",
        "https://app.example//callback",
        "https://user@app.example/callback",
        "https://app.example@evil.example/callback",
        "https://app.example.evil.example/callback",
        "https://evil.example/callback",
        "http://app.example/callback",
        "https://app.example\\@evil.example/callback",
        " https://app.example/callback",
        "https://app.example/callback%00",
        "//app.example/callback",
        "javascript:alert(1)",
        "data:text/html,x",
        "HTTPS://app.example/callback",
        "https://app.example./callback",
        ""
      })
  void no_answer_goes_to_an_address_that_was_not_registered(String address) {
    var request = CLIENT.request(KNOWN, address);

    shownToThePersonAlone(CLIENT.ask(OAuthClientAt.form(request)));
    shownToThePersonAlone(consent(request));
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:9/cb, http://localhost:9/cb",
    "http://127.0.0.1:9/cb, http://127.0.0.1:9/other",
    "http://127.0.0.1:9/cb, http://127.0.0.1.evil.example:9/cb",
    "http://127.0.0.1:9/cb, http://127.0.0.1:9@evil.example/cb",
    "http://127.0.0.1:9/cb, https://127.0.0.1:9/cb",
    "http://localhost:9/cb, http://localhost.evil.example/cb",
    "https://app.example:1/cb, https://app.example:2/cb"
  })
  void only_the_port_is_free_and_only_on_loopback(String registered, String asked) {
    shownToThePersonAlone(
        CLIENT.ask(OAuthClientAt.form(CLIENT.request(CLIENT.registered(registered), asked))));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "code_challenge, -, invalid_request",
        "code_challenge, short, invalid_request",
        "code_challenge_method, plain, invalid_request",
        "code_challenge_method, -, invalid_request",
        "code_challenge_method, s256, invalid_request",
        "response_type, token, unsupported_response_type",
        "response_type, code token, unsupported_response_type",
        "response_type, -, invalid_request",
        "response_mode, fragment, invalid_request",
        "response_mode, form_post, invalid_request",
        "resource, https://other.example/mcp, invalid_target",
        "resource, http://127.0.0.1:1/mcp, invalid_target",
        "resource, https://app.example/callback, invalid_target",
        "scope, admin, invalid_scope",
        "scope, capture, invalid_scope",
        "scope, no such scope, invalid_scope",
        "request, e30.e30.e30, request_not_supported",
        "request_uri, https://app.example/request, request_uri_not_supported"
      })
  void a_request_that_is_not_right_is_shown_first_and_then_sent_back_without_a_code(
      String name, @Nullable String value, String error) {
    var request = CLIENT.request(KNOWN, BACK);
    request.put(name, value);

    var page = CLIENT.ask(OAuthClientAt.form(request));
    var answer = consent(request);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.response().headers().firstValue("Location")).isEmpty();
    assertThat(page.response().body()).contains("app.example", error).doesNotContain("code=");
    var back = OAuthClientAt.sentBack(answer);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(back)
        .doesNotContainKey("code")
        .containsEntry("iss", CLIENT.address())
        .containsEntry("state", OAuthClientAt.STATE)
        .containsEntry("error", error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_id", "redirect_uri"})
  void what_decides_where_an_answer_goes_stands_once(String name) {
    var form = OAuthClientAt.form(CLIENT.request(KNOWN, BACK));

    shownToThePersonAlone(CLIENT.ask(form + "&" + name + "=https%3A%2F%2Fevil.example%2F"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"state", "scope", "code_challenge", "code_challenge_method", "response_type"})
  void nothing_else_may_stand_twice_either(String name) {
    var asked = OAuthClientAt.form(CLIENT.request(KNOWN, BACK)) + "&" + name + "=x";

    var page = CLIENT.ask(asked);
    var answer =
        CLIENT.post(
            "/authorize",
            "csrf="
                + CLIENT.csrf()
                + "&answer=allow&scope=read&request="
                + java.net.URLEncoder.encode(asked, java.nio.charset.StandardCharsets.UTF_8));

    assertThat(page.response().headers().firstValue("Location")).isEmpty();
    assertThat(OAuthClientAt.sentBack(answer)).containsKey("error").doesNotContainKey("code");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "everthread-client-unknown",
        "",
        "http://client.example/client.json",
        "https://client.example",
        "https://client.example/",
        "https://client.example/a/../b",
        "https://user@CLIENT.example/c",
        "https://client.example/c#d",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "et_0123456789012345678901234567890123456789"
      })
  void an_unknown_client_is_shown_to_the_person_alone(String id) {
    int before = SITE.asked();

    shownToThePersonAlone(CLIENT.ask(OAuthClientAt.form(CLIENT.request(id, BACK))));

    assertThat(SITE.asked()).isEqualTo(before);
  }

  @Test
  void a_name_cannot_dress_up_the_page() {
    var id =
        CLIENT
            .register(
                "{\"client_name\":\"<b>x</b>\\u202Eevil\\u0007\\u200B\",\"redirect_uris\":[\""
                    + BACK
                    + "\"]}")
            .json()
            .path("client_id")
            .asText();

    var page = CLIENT.ask(OAuthClientAt.form(CLIENT.request(id, BACK))).response().body();

    assertThat(page).contains("&lt;b&gt;x&lt;/b&gt; evil").doesNotContain("<b>x", "\u202E");
  }

  @Test
  void consent_needs_the_sessions_own_token_and_page() {
    var request = encoded(CLIENT.request(KNOWN, BACK));
    var body = "answer=allow&scope=read&request=" + request;

    assertThat(CLIENT.post("/authorize", body).status()).isEqualTo(403);
    assertThat(CLIENT.post("/authorize", "csrf=guessed&" + body).status()).isEqualTo(403);
    var whole = "csrf=" + CLIENT.csrf() + "&" + body;
    assertThat(CLIENT.post("/authorize", whole, "Origin", "https://evil.example").status())
        .isEqualTo(403);
    assertThat(
            CLIENT
                .post(
                    "/authorize",
                    whole,
                    "Sec-Fetch-Site",
                    "cross-site",
                    "Sec-Fetch-Mode",
                    "navigate",
                    "Sec-Fetch-Dest",
                    "document")
                .status())
        .isEqualTo(403);
  }

  @Test
  void consent_cannot_be_framed_and_goes_on_to_the_one_address_alone() {
    var answer = CLIENT.ask(OAuthClientAt.form(CLIENT.request(KNOWN, BACK)));

    var policy = answer.response().headers().firstValue("Content-Security-Policy").orElse("");
    assertThat(policy)
        .contains("frame-ancestors 'none'", "form-action 'self' https://app.example;")
        .doesNotContain("unsafe");
    var framed =
        LiveServer.send(
            HttpRequest.newBuilder(URI.create(CLIENT.address() + "/authorize?x=y"))
                .header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Dest", "iframe")
                .GET());
    assertThat(framed.status()).isEqualTo(403);
  }

  @Test
  void who_is_not_signed_in_is_asked_to_and_comes_back() {
    var query = OAuthClientAt.form(CLIENT.request(KNOWN, BACK));
    var answer =
        LiveServer.send(
            HttpRequest.newBuilder(URI.create(CLIENT.address() + "/authorize?" + query)).GET());

    assertThat(answer.status()).isEqualTo(401);
    var next = org.jsoup.Jsoup.parse(answer.response().body()).select("input[name=next]").val();
    assertThat(next).isEqualTo("/authorize?" + query);
  }
}
