package everthread.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets in, and that nothing is changed without the session's own token. */
class SigningInTest {
  private final PreviewHouse house = PreviewHouse.furnished();
  private final Browsing stranger = Browsing.stranger(house);
  private final Browsing owner = Browsing.signedIn(house);

  @AfterEach
  void close() {
    stranger.close();
    owner.close();
    house.close();
  }

  private static List<String> cookies(HttpResponse<String> response) {
    return response.headers().allValues("set-cookie");
  }

  @Test
  void a_stranger_is_asked_to_sign_in_on_every_page() {
    for (var path : List.of("/", "/memories", "/connect", "/status", "/settings")) {
      var response = stranger.get(path);

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body()).contains("Sign in").doesNotContain("Postgres");
    }
  }

  @Test
  void a_stranger_changes_nothing() {
    assertThat(stranger.post("/memories", "content", "x").statusCode()).isEqualTo(401);
  }

  @Test
  void the_link_of_the_terminal_works_once() {
    var first = stranger.get("/sign-in?code=" + FakePeople.CODE);
    var second = stranger.get("/sign-in?code=" + FakePeople.CODE);

    assertThat(first.statusCode()).isEqualTo(303);
    assertThat(cookies(first))
        .anyMatch(
            cookie ->
                cookie.startsWith("everthread_session=")
                    && cookie.contains("Max-Age=3600")
                    && cookie.contains("HTTPOnly")
                    && cookie.contains("SameSite=Lax"));
    assertThat(second.statusCode()).isEqualTo(403);
    assertThat(second.body()).contains("used already");
  }

  @Test
  void a_key_with_the_scope_admin_lets_in_and_others_are_told_why_not() {
    var good = stranger.post("/sign-in", "key", FakeKeys.OWNER_KEY, "next", "/memories");
    var weak = stranger.post("/sign-in", "key", FakeKeys.READ_KEY);
    var bad = stranger.post("/sign-in", "key", "et_wrong");

    assertThat(good.statusCode()).isEqualTo(303);
    assertThat(good.headers().firstValue("location")).hasValue("/memories");
    assertThat(weak.body()).contains("lacks the scope admin");
    assertThat(bad.body()).contains("unknown, expired or revoked");
  }

  @Test
  void signing_in_never_leads_to_another_site() {
    for (var next : List.of("https://evil.example/", "//evil.example", "/\\evil.example")) {
      var response = stranger.post("/sign-in", "key", FakeKeys.OWNER_KEY, "next", next);

      assertThat(response.headers().firstValue("location")).hasValue("/");
    }
  }

  @Test
  void a_form_without_the_sessions_token_is_refused() {
    var without = owner.post("/memories", "content", "Keeps two cats.");
    var wrong = owner.post("/memories", "content", "Keeps two cats.", "csrf", "token-x");

    assertThat(without.statusCode()).isEqualTo(403);
    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(owner.get("/memories").body()).doesNotContain("Keeps two cats.");
  }

  @Test
  void a_form_with_the_token_is_taken() {
    var response = owner.post("/memories", "content", "Keeps two cats.", "csrf", house.csrf());

    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(owner.get("/memories").body()).contains("Keeps two cats.");
  }

  @Test
  void signing_out_ends_the_session() {
    var response = owner.post("/sign-out", "csrf", house.csrf());

    assertThat(response.headers().firstValue("location")).hasValue("/sign-in");
    assertThat(owner.get("/").statusCode()).isEqualTo(401);
  }

  @Test
  void another_space_shows_nothing_of_this_one() {
    var there = owner.with("everthread_space=" + house.people.shared);
    var conversation = PreviewData.ids().get("restore");

    assertThat(there.get("/conversations/" + conversation).statusCode()).isEqualTo(404);
    assertThat(there.get("/memories").body()).doesNotContain("shellfish");
    assertThat(there.get("/").body()).contains("Nothing here yet");
  }

  @Test
  void a_space_that_is_not_ones_own_is_not_entered() {
    var elsewhere = owner.with("everthread_space=00000000-0000-7000-8000-000000000001");

    assertThat(elsewhere.get("/memories").body()).contains("shellfish");
  }
}
