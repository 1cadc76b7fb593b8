package everthread;

import static everthread.OAuthScene.BACK;
import static everthread.OAuthScene.CLIENT;
import static everthread.OAuthScene.FORM;
import static everthread.OAuthScene.SITE;
import static everthread.OAuthScene.document;
import static everthread.OAuthScene.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** The Connect page tells what a client did that signs in, and goes the same way itself. */
class ConnectionDoctorTest {

  @Test
  void the_way_of_a_client_that_signs_in_is_told_step_by_step() {
    CLIENT.document("/.well-known/oauth-protected-resource/mcp");
    CLIENT.document("/.well-known/oauth-authorization-server");
    var id = registered("Step <b>by</b> step");
    var tokens = CLIENT.connect(id, BACK);
    CLIENT.mcp(tokens.path("access_token").asText());

    var attempt = attempt("Step <b>by</b> step");

    assertThat(titles(attempt))
        .containsSubsequence(
            "What this server is",
            "How to come in",
            "Who it is",
            "Your consent",
            "Token",
            "List of tools");
    assertThat(attempt.select(".check-failed")).isEmpty();
    assertThat(attempt.select("bdi b")).isEmpty();
    assertThat(attempt.text())
        .contains("You allowed it to read and write.")
        .contains("It got a token for its code, good for an hour, to read and write.")
        .contains("It was told of 14 tools.");
    assertThat(attempt.html())
        .doesNotContain(tokens.path("access_token").asText())
        .doesNotContain(tokens.path("refresh_token").asText())
        .doesNotContain(OAuthClientAt.VERIFIER);
  }

  @Test
  void why_a_token_was_refused_is_told_to_the_person_and_not_to_whoever_asks() {
    var id = registered("Forgetful");
    var code = CLIENT.allow(CLIENT.request(id, BACK)).get("code");
    var exchange = OAuthClientAt.exchange(id, BACK, code);
    exchange.put("code_verifier", "x".repeat(43));

    var answer = CLIENT.token(exchange);

    assertThat(answer.response().body()).doesNotContain("challenge");
    var attempt = attempt("Forgetful");
    assertThat(attempt.select(".check-failed").text())
        .contains("Its code_verifier does not fit the code_challenge that it asked with.")
        .contains("Connect again in the client");
    assertThat(attempt.text()).contains("Stuck");
    assertThat(attempt.html()).doesNotContain(String.valueOf(code));
  }

  @Test
  void a_client_that_was_not_allowed_is_told_of_so() {
    var id = registered("Unwanted");
    CLIENT.ask(OAuthClientAt.form(CLIENT.request(id, BACK)));
    assertThat(attempt("Unwanted").text()).contains("Your turn").contains("You are asked whether");

    CLIENT.post(
        "/authorize",
        "csrf=" + CLIENT.csrf() + "&answer=refuse&request=" + encoded(CLIENT.request(id, BACK)));

    assertThat(attempt("Unwanted").text())
        .contains("You did not allow it")
        .doesNotContain("You are asked whether");
  }

  @Test
  void a_request_for_consent_that_cannot_be_taken_says_why() {
    var id = registered("Elsewhere");
    var request = CLIENT.request(id, BACK);
    request.put("resource", "https://other.example/mcp");

    CLIENT.ask(OAuthClientAt.form(request));

    assertThat(attempt("Elsewhere").select(".check-failed").text())
        .contains("It asked for a token for another server than this one.");
  }

  @Test
  void the_document_by_which_a_client_describes_itself_is_told_of() {
    var id = SITE.at("/doctor.json");
    SITE.page("/doctor.json", "application/json", document(id, BACK).replace("Docs", "Described"));

    CLIENT.ask(OAuthClientAt.form(CLIENT.request(id, BACK)));

    assertThat(attempt("Described").text()).contains("which vouches for it");
  }

  @Test
  void a_registration_that_is_refused_says_why() {
    CLIENT.register("{\"client_name\":\"Odd\",\"redirect_uris\":[\"ftp://odd.example/\"]}");

    assertThat(attempts().text()).contains("A redirect URI is https, or http on loopback");
  }

  @Test
  void the_page_is_told_when_there_is_nothing_new() {
    registered("News");
    var seen = attempts().attr("hx-get").replaceAll(".*seen=", "");

    assertThat(CLIENT.page("/connect/attempts?seen=" + seen).status()).isEqualTo(204);

    registered("More news");
    assertThat(CLIENT.page("/connect/attempts?seen=" + seen).status()).isEqualTo(200);
  }

  @Test
  void who_is_not_signed_in_sees_nothing_of_it() {
    var answer =
        LiveServer.send(
            HttpRequest.newBuilder(URI.create(CLIENT.address() + "/connect/attempts")).GET());

    assertThat(answer.response().body()).contains("Sign in").doesNotContain("attempts-title");
  }

  @Test
  void the_server_goes_the_whole_way_itself_and_leaves_nothing_behind() {
    var answer = CLIENT.post("/connect/sign-in", "csrf=" + CLIENT.csrf() + "&client=chatgpt");

    var doctor = Jsoup.parse(answer.response().body()).select("#doctor");
    assertThat(doctor.select(".check-step h3").eachText())
        .allMatch(title -> title.endsWith(": done"))
        .hasSize(11);
    assertThat(doctor.select(".check-step h3 .meta").eachText())
        .allMatch(took -> took.matches("\\d+ ms"));
    assertThat(doctor.text())
        .contains("You allowed it by starting this test")
        .contains("14 tools")
        .contains("are refused now");
    assertThat(OAuthScene.settings()).doesNotContain("Everthread connection test");
    var attempt = attempt("Everthread connection test");
    assertThat(attempt.text()).contains("Signed off");
    assertThat(titles(attempt))
        .containsExactly(
            "At the door",
            "What this server is",
            "How to come in",
            "Who it is",
            "Your consent",
            "Token",
            "Greeting",
            "List of tools",
            "First call",
            "Signing off");
    var id = attempt.select(".attempt-about").text().split(" ", 2)[0];
    var gone =
        CLIENT.call("/token", "grant_type=refresh_token&refresh_token=x&client_id=" + id, FORM);
    assertThat(gone.response().body()).contains("There is no such client any more.");
  }

  @Test
  void the_test_of_the_sign_in_wants_the_sessions_token() {
    assertThat(CLIENT.post("/connect/sign-in", "client=chatgpt").status()).isEqualTo(403);
  }

  private static String registered(String name) {
    var answer =
        CLIENT.register("{\"client_name\":\"" + name + "\",\"redirect_uris\":[\"" + BACK + "\"]}");
    return answer.json().path("client_id").asText();
  }

  private static Element attempts() {
    var body = CLIENT.page("/connect/attempts").response().body();
    return Jsoup.parse(body).select("#attempts").getFirst();
  }

  /** The newest attempt of the client of this name. */
  private static Element attempt(String name) {
    return attempts().select("details").stream()
        .filter(each -> each.select(".attempt-name").text().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> titles(Element attempt) {
    return attempt.select("h4").stream().map(title -> title.ownText().strip()).toList();
  }
}
