package everthread;

import static everthread.OAuthScene.BACK;
import static everthread.OAuthScene.CLIENT;
import static everthread.OAuthScene.SITE;
import static everthread.OAuthScene.document;
import static everthread.OAuthScene.refused;
import static everthread.OAuthScene.shownToThePersonAlone;
import static org.assertj.core.api.Assertions.assertThat;

import everthread.LiveServer.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a client is: registrations that are not meant, documents that do not fit. */
class OAuthClientsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://app.example/",
        "http://app.example/callback",
        "http://10.0.0.1/callback",
        "https://app.example/callback#fragment",
        "https://user:secret@app.example/callback",
        "https://*.example/callback",
        "https://app.example/call back",
        "https://",
        "unknown-program://callback",
        "vscode:callback",
        "callback",
        ""
      })
  void an_address_that_nothing_may_be_sent_to_is_not_registered(String address) {
    var answer = CLIENT.register("{\"redirect_uris\":[\"" + address + "\"]}");

    refused(answer, 400, "invalid_redirect_uri");
  }

  @Test
  void a_flood_of_registrations_is_dammed() {
    try (var flooded = OneServer.with()) {
      var flood = new OAuthClientAt(flooded.server());
      Answer last = flood.register("{}");
      for (int i = 0; i < 70 && last.status() != 429; i++) {
        last = flood.register("{\"redirect_uris\":[\"" + BACK + "\"]}");
      }

      assertThat(last.status()).isEqualTo(429);
      assertThat(last.response().headers().firstValue("Retry-After")).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "not json",
        "{\"redirect_uris\":[]}",
        "{\"redirect_uris\":\"https://app.example/\"}",
        "{\"redirect_uris\":[7]}",
        "{\"redirect_uris\":[\"https://app.example/\"],\"grant_types\":[\"client_credentials\"]}",
        "{\"redirect_uris\":[\"https://app.example/\"],\"response_types\":[\"token\"]}"
      })
  void a_registration_that_cannot_be_meant_is_refused(String json) {
    var answer = CLIENT.register(json);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).isNotEmpty();
  }

  @Test
  void documents_that_do_not_describe_their_client_let_nobody_in() {
    var faults = new HashMap<String, Answer>();
    var documents =
        Map.of(
            "/other-id",
            document(SITE.at("/somebody-else"), BACK),
            "/no-id",
            "{\"redirect_uris\":[\"" + BACK + "\"]}",
            "/script",
            document(SITE.at("/script"), "javascript:alert(1)"),
            "/plain",
            document(SITE.at("/plain"), "http://app.example/callback"),
            "/none",
            "{\"client_id\":\"" + SITE.at("/none") + "\",\"redirect_uris\":[]}",
            "/secret",
            "{\"client_id\":\""
                + SITE.at("/secret")
                + "\",\"client_secret\":\"s\",\"redirect_uris\":[\""
                + BACK
                + "\"]}",
            "/list",
            "[]",
            "/broken",
            "{\"client_id\":",
            "/twice",
            "{\"client_id\":\""
                + SITE.at("/twice")
                + "\",\"client_id\":\"x\",\"redirect_uris\":[\""
                + BACK
                + "\"]}",
            "/long",
            " ".repeat(100_000) + document(SITE.at("/long"), BACK));
    documents.forEach((path, body) -> SITE.page(path, "application/json", body));
    SITE.page("/html", "text/html", document(SITE.at("/html"), BACK));
    SITE.page(
        "/away",
        exchange -> {
          exchange.getResponseHeaders().set("Location", SITE.at("/client.json"));
          exchange.sendResponseHeaders(302, -1);
        });
    SITE.page("/failing", exchange -> exchange.sendResponseHeaders(500, -1));
    SITE.page(
        "/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            for (int i = 0; i < 200; i++) {
              exchange.getResponseBody().write(' ');
              exchange.getResponseBody().flush();
              Thread.sleep(100);
            }
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    var paths = new java.util.ArrayList<>(documents.keySet());
    paths.addAll(List.of("/html", "/away", "/failing", "/slow", "/absent"));

    for (var path : paths) {
      faults.put(path, CLIENT.ask(OAuthClientAt.form(CLIENT.request(SITE.at(path), BACK))));
    }

    faults.values().forEach(OAuthScene::shownToThePersonAlone);
  }

  @Test
  void no_document_is_fetched_from_within() {
    SITE.name("inside.example", "10.1.2.3");
    SITE.name("loop.example", "127.0.0.1");
    SITE.name("link.example", "169.254.169.254");
    SITE.name("six.example", "::1");
    SITE.name("mapped.example", "::ffff:127.0.0.1");
    SITE.name("local.example", "fd00::1");
    SITE.name("mixed.example", "127.0.0.77", "127.0.0.1");
    int before = SITE.asked();
    var ids =
        List.of(
            SITE.at("inside.example", "/c"),
            SITE.at("loop.example", "/c"),
            SITE.at("link.example", "/c"),
            SITE.at("six.example", "/c"),
            SITE.at("mapped.example", "/c"),
            SITE.at("local.example", "/c"),
            SITE.at("mixed.example", "/c"),
            SITE.at("127.0.0.1", "/c"),
            SITE.at("[::1]", "/c"),
            SITE.at("localhost", "/c"),
            "https://169.254.169.254/latest/meta-data");

    for (var id : ids) {
      shownToThePersonAlone(CLIENT.ask(OAuthClientAt.form(CLIENT.request(id, BACK))));
    }

    assertThat(SITE.asked()).isEqualTo(before);
  }

  @Test
  void a_name_is_looked_up_once_and_the_checked_address_is_called() {
    SITE.name("rebinding.example", "127.0.0.77");
    var id = SITE.at("rebinding.example", "/rebinding.json");
    SITE.page("/rebinding.json", "application/json", document(id, BACK));
    int before = SITE.resolved();

    var answer = CLIENT.ask(OAuthClientAt.form(CLIENT.request(id, BACK)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(SITE.resolved()).isEqualTo(before + 1);
  }

  @Test
  void a_site_with_a_certificate_for_another_name_is_not_believed() {
    SITE.name("impostor.example", "127.0.0.77");
    var id = SITE.at("impostor.example", "/impostor.json");
    SITE.page("/impostor.json", "application/json", document(id, BACK));
    int before = SITE.asked();

    shownToThePersonAlone(CLIENT.ask(OAuthClientAt.form(CLIENT.request(id, BACK))));

    assertThat(SITE.asked()).isEqualTo(before);
  }
}
