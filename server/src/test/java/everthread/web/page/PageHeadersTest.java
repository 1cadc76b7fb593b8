package everthread.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire besides the page itself. */
class PageHeadersTest {
  private final PreviewHouse house = PreviewHouse.furnished();
  private final Browsing browser = Browsing.signedIn(house);

  @AfterEach
  void close() {
    browser.close();
    house.close();
  }

  @Test
  void every_page_allows_only_what_it_brings_itself_and_is_kept_nowhere() {
    for (var path : List.of("/", "/memories", "/connect", "/status", "/settings", "/nowhere")) {
      var headers = browser.get(path).headers();

      assertThat(headers.firstValue("content-security-policy"))
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                      .doesNotContain("unsafe"));
      assertThat(headers.firstValue("cache-control")).hasValue("no-store");
      assertThat(headers.firstValue("x-content-type-options")).hasValue("nosniff");
    }
  }

  @Test
  void every_file_that_a_page_names_is_there_and_kept_for_ever() {
    var page = browser.page("/");
    var files = page.select("script[src]").eachAttr("src");
    files.addAll(page.select("link[href]").eachAttr("href"));

    assertThat(files).hasSizeGreaterThan(8);
    for (var file : files) {
      var first = browser.get(file);
      var tag = first.headers().firstValue("etag").orElseThrow();

      assertThat(first.statusCode()).as(file).isEqualTo(200);
      assertThat(first.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
      assertThat(browser.get(file, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }
  }

  @Test
  void an_unknown_address_is_a_page_that_says_so() {
    var response = browser.get("/conversations/not-an-id");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("There is nothing at this address");
  }

  @Test
  void a_long_memory_goes_through_a_form_whole() {
    var text = "Keeps cats. ".repeat(600).strip();

    var response = browser.post("/memories", "content", text, "csrf", house.csrf());

    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(browser.get("/memories").body()).contains(text);
  }
}
