package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.LiveServer.Answer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One server for all tests of OAuth in a run, the site beside it that describes clients, and what
 * they look at.
 */
final class OAuthScene {
  static final String BACK = "https://app.example/callback";
  static final String FORM = "application/x-www-form-urlencoded";
  static final ClientSite SITE = new ClientSite();
  static final OneServer HOUSE = open();
  static final OAuthClientAt CLIENT = new OAuthClientAt(HOUSE.server());

  /** A client that is registered to be answered at {@link #BACK}. */
  static final String KNOWN = CLIENT.registered(BACK);

  private OAuthScene() {}

  private static OneServer open() {
    var house = OneServer.outside(SITE);
    Runtime.getRuntime().addShutdownHook(new Thread(house::close));
    return house;
  }

  /** Changes in the database what time, or another address of the server, would have made. */
  static void change(String statement, @Nullable String secret) {
    try (var database = HomeDatabase.of(HOUSE.home())) {
      assertThat(database.run(statement, HomeDatabase.hash(String.valueOf(secret)))).isEqualTo(1);
    }
  }

  static String document(String id, String redirect) {
    return "{\"client_id\":\""
        + id
        + "\",\"client_name\":\"Docs\",\"redirect_uris\":[\""
        + redirect
        + "\"],\"token_endpoint_auth_method\":\"none\"}";
  }

  static Answer consent(Map<String, @Nullable String> request) {
    return CLIENT.post(
        "/authorize",
        "csrf=" + CLIENT.csrf() + "&answer=allow&scope=read&request=" + encoded(request));
  }

  static String encoded(Map<String, @Nullable String> request) {
    return java.net.URLEncoder.encode(
        OAuthClientAt.form(request), java.nio.charset.StandardCharsets.UTF_8);
  }

  static String settings() {
    return CLIENT.page("/settings").response().body();
  }

  static void refused(Answer answer, int status, String error) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("error").asText()).isEqualTo(error);
    assertThat(answer.response().body()).doesNotContain("access_token");
  }

  /** Facts 75 and 80: a page, and no redirect. */
  static void shownToThePersonAlone(Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.response().headers().firstValue("Location")).isEmpty();
    assertThat(answer.response().body()).contains("<h1").doesNotContain("code=");
  }
}
