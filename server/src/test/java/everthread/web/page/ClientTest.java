package everthread.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.web.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person is told to paste into each client. */
class ClientTest {
  private static final String URL = "http://127.0.0.1:8377/mcp";

  @ParameterizedTest
  @EnumSource
  void what_is_pasted_names_the_address_and_the_key_and_what_is_json_can_be_read(Client client) {
    var text = client.snippet(URL, "et_secret");

    assertThat(text).contains(URL).endsWith("\n");
    if (!client.fromOutside()) assertThat(text).contains("Bearer et_secret");
    if (client.language().equals("json")) {
      var file = Json.read(text.getBytes(StandardCharsets.UTF_8));
      assertThat(file.properties().iterator().next().getValue().has("everthread")).isTrue();
    }
  }

  @Test
  void the_file_of_one_client_reads_as_its_maker_describes_it() {
    assertThat(Client.VS_CODE.snippet(URL, "et_secret"))
        .isEqualTo(
            """
            {
              "servers": {
                "everthread": {
                  "type": "http",
                  "url": "http://127.0.0.1:8377/mcp",
                  "headers": { "Authorization": "Bearer et_secret" }
                }
              }
            }
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-ai", "chatgpt"})
  void a_client_that_runs_elsewhere_is_told_what_is_missing_and_given_no_address_of_this_machine(
      String client) {
    try (var house = new PreviewHouse();
        var owner = Browsing.signedIn(house)) {
      var page = owner.page("/connect?client=" + client);

      assertThat(page.select("#clients .notice").text())
          .contains("EVERTHREAD_PUBLIC_URL", "https", "start the server again");
      assertThat(page.select("#snippet pre").text()).isEqualTo("https://…/mcp");
      assertThat(page.select("#tab-" + client).text()).contains("https");
      assertThat(page.select("form[action=/connect/key]")).isEmpty();
    }
  }
}
