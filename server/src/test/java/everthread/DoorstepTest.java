package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No request that was meant for another host, or made by another site's page, gets further. */
class DoorstepTest {
  private static final int PORT = URI.create(LiveServer.address()).getPort();
  private static final String HERE = "Host: 127.0.0.1:" + PORT;
  private static final String KEY = "Authorization: Bearer " + LiveServer.OWNER_KEY;

  /** One of each kind of route. */
  private static final List<String> KINDS =
      List.of(
          "GET /v1/stats HTTP/1.1",
          "GET /v1/memory/mem_00000000000000000000000000000000 HTTP/1.1",
          "POST /v1/memory HTTP/1.1",
          "DELETE /v1/conversations/00000000-0000-0000-0000-000000000000 HTTP/1.1",
          "POST /mcp HTTP/1.1",
          "GET /mcp HTTP/1.1",
          "POST /api/mcp HTTP/1.1",
          "GET / HTTP/1.1",
          "GET /memories HTTP/1.1",
          "GET /sign-in HTTP/1.1",
          "POST /sign-in HTTP/1.1",
          "GET /health/live HTTP/1.1",
          "GET /health/ready HTTP/1.1",
          "GET /metrics HTTP/1.1",
          "GET /openapi.json HTTP/1.1",
          "GET /static/everthread.css HTTP/1.1",
          "OPTIONS /v1/stats HTTP/1.1",
          "GET /nowhere HTTP/1.1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8377",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "localhost.",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0.0.0.0",
        "[::]",
        "[::ffff:127.0.0.1]",
        "127.0.0.1@evil.example",
        "evil.example@127.0.0.1",
        "127.0.0.1:80@evil.example",
        "127.0.0.1#evil.example",
        "127.0.0.1 evil.example",
        "127.0.0.1,evil.example",
        "127.0.0.1/evil.example",
        "ⓛocalhost",
        ""
      })
  void a_request_for_another_host_is_refused_at_every_kind_of_door(String host) {
    for (var line : KINDS) {
      var answer = RawRequest.ask(PORT, RawRequest.request(line, "Host: " + host, KEY));

      assertThat(answer.status()).as(line + " at " + host).isIn(400, 403);
      assertThat(answer.text()).doesNotContain("\"object\"", "vertx_", "<h1>Sign in");
    }
  }

  @Test
  void a_request_that_names_no_host_or_two_is_refused() {
    var faults = new ArrayList<String>();
    for (var line : KINDS) {
      var requests =
          List.of(
              RawRequest.request(line, KEY),
              RawRequest.request(line.replace("HTTP/1.1", "HTTP/1.0"), KEY),
              RawRequest.request(line, HERE, "Host: evil.example", KEY),
              RawRequest.request(line, "Host: evil.example", HERE, KEY),
              RawRequest.request(line.replace(" /", " http://evil.example/"), HERE, KEY));
      for (var request : requests) {
        var status = RawRequest.ask(PORT, request).status();
        if (status != 403 && status != 400) faults.add(status + " for " + request.strip());
      }
    }

    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://evil.example:8377",
        "null",
        "",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example:8377",
        "http://evil.example@127.0.0.1",
        "http://127.0.0.1@evil.example",
        "http://127.0.0.1/evil",
        "http://127.0.0.1#evil.example",
        "//127.0.0.1",
        "127.0.0.1",
        "file://",
        "data:text/html",
        "javascript://127.0.0.1",
        "moz-extension://0b1c",
        "chrome-extension://",
        "chrome-extension://a/b",
        "http://127.0.0.1 http://evil.example",
        "ftp://127.0.0.1"
      })
  void a_page_of_another_origin_is_refused_at_every_kind_of_door(String origin) {
    for (var line : KINDS) {
      var answer = RawRequest.ask(PORT, RawRequest.request(line, HERE, KEY, "Origin: " + origin));

      assertThat(answer.status()).as(line + " from " + origin).isEqualTo(403);
      assertThat(answer.text().toLowerCase(java.util.Locale.ROOT))
          .doesNotContain("access-control-", "\"object\"", "vertx_");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST", "[::1]"})
  void this_machines_own_names_are_known(String host) {
    var answer =
        RawRequest.ask(
            PORT, RawRequest.request("GET /v1/stats HTTP/1.1", "Host: " + host + ":" + PORT, KEY));

    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8377",
        "http://localhost",
        "chrome-extension://abcdefghijklmnop"
      })
  void our_own_pages_and_the_extension_may_ask(String origin) {
    var answer =
        RawRequest.ask(
            PORT, RawRequest.request("GET /v1/stats HTTP/1.1", HERE, KEY, "Origin: " + origin));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("access-control-allow-origin")).isEmpty();
  }
}
