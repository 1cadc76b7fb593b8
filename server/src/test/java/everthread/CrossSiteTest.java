package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser says about who is behind a request, and what comes of it (Fetch Metadata). */
class CrossSiteTest {
  @ParameterizedTest
  @CsvSource({
    // From where, how, for what, status
    "cross-site,no-cors,image,403",
    "cross-site,no-cors,script,403",
    "cross-site,navigate,iframe,403",
    "same-site,cors,empty,403",
    "same-site,navigate,object,403",
    "cross-site,navigate,document,401",
    "none,navigate,document,401",
    "same-origin,cors,empty,401",
    // An extension that may reach this address.
    "none,cors,empty,403"
  })
  void a_page_is_for_its_own_and_for_links_that_are_followed(
      String site, String mode, String purpose, int status) {
    var request = asked("/memories", site, mode, purpose).header("Accept", "text/html");

    assertThat(LiveServer.send(request).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/stats", "/health/live", "/metrics", "/static/none.js", "/nowhere"})
  void nothing_is_embedded_by_another_site(String path) {
    assertThat(LiveServer.send(asked(path, "cross-site", "no-cors", "script")).status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:1", "http://localhost", "null", "chrome-extension://abcdef"})
  void a_form_of_another_origin_is_refused(String origin) {
    var form = request("/sign-in").header("Origin", origin).POST(BodyPublishers.ofString("key=x"));

    assertThat(LiveServer.send(form).status()).isEqualTo(403);
  }

  @Test
  void an_extension_calls_the_api_by_its_key() {
    var request =
        asked("/v1/stats", "none", "cors", "empty")
            .header("Origin", "chrome-extension://abcdef")
            .header("Authorization", "Bearer " + LiveServer.OWNER_KEY);

    assertThat(LiveServer.send(request).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/stats", "/health/live", "/metrics", "/sign-in", "/nowhere", "/mcp"})
  void every_answer_forbids_other_sites_to_hold_it(String path) {
    var headers = LiveServer.send(request(path)).response().headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .contains("frame-ancestors 'none'");
    assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  private static HttpRequest.Builder asked(String path, String site, String mode, String purpose) {
    return request(path)
        .header("Sec-Fetch-Site", site)
        .header("Sec-Fetch-Mode", mode)
        .header("Sec-Fetch-Dest", purpose);
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(LiveServer.address() + path));
  }
}
