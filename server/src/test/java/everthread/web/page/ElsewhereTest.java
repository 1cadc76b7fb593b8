package everthread.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages say where clients sign in at an issuer of the owner's. */
class ElsewhereTest {
  private static final PreviewHouse HOUSE = PreviewHouse.elsewhere();
  private static final Browsing OWNER = Browsing.signedIn(HOUSE);

  @AfterAll
  static void close() {
    OWNER.close();
    HOUSE.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-ai", "chatgpt"})
  void a_client_is_said_to_sign_in_there_and_no_page_of_ours_to_ask(String client) {
    var page = OWNER.page("/connect?client=" + client);

    assertThat(page.select("#clients").text())
        .contains("signs in at your own issuer", FakeIssuer.ADDRESS)
        .doesNotContain("page of Everthread");
    assertThat(page.select("#doctor").text()).contains("can’t be tried from here");
    assertThat(page.select("#doctor .check-step, #test-sign-in")).isEmpty();
  }

  @Test
  void a_client_with_a_key_is_tested_as_ever() {
    var page = OWNER.page("/connect?client=cursor");

    assertThat(page.select("#clients").text()).contains(FakeIssuer.ADDRESS);
    assertThat(page.select("#doctor .check-step")).hasSize(3);
  }

  @Test
  void settings_name_the_issuer_and_the_owners_account_there() {
    var connections = OWNER.page("/settings").select("#connections");

    assertThat(connections.text()).contains(FakeIssuer.ADDRESS, FakeIssuer.SUBJECT);
    assertThat(connections.select("form")).isEmpty();
  }
}
