package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import org.junit.jupiter.api.Test;

/** What the list of tools costs a model in every chat, and what introduces the server. */
class ToolListTest {
  @Test
  void the_whole_list_with_its_schemas_takes_fewer_than_4500_tokens() {
    try (var server = new McpTestServer()) {
      var list = server.client(McpTestServer.OWNER).request("tools/list").result().toString();
      for (var encoding : new EncodingType[] {EncodingType.CL100K_BASE, EncodingType.O200K_BASE}) {
        int tokens =
            Encodings.newLazyEncodingRegistry().getEncoding(encoding).countTokensOrdinary(list);

        System.out.printf(
            "tools/list: %,d bytes, %,d tokens (%s)%n", list.length(), tokens, encoding);
        assertThat(tokens).isLessThan(4_500);
      }
    }
  }

  @Test
  void the_server_is_introduced_with_its_icon_and_named_without_it_after_that() {
    try (var server = new McpTestServer()) {
      var client = server.client(McpTestServer.OWNER);
      var serverInfo = "/_meta/io.modelcontextprotocol~1serverInfo";

      var handshake = client.request("initialize", "protocolVersion", "2025-11-25").result();
      var discovered = client.stateless().request("server/discover").result();
      var listed = client.stateless().request("tools/list").result();

      assertThat(handshake.at("/serverInfo/icons/0/src").asText())
          .startsWith("data:image/png;base64,");
      assertThat(discovered.at(serverInfo + "/icons/1/mimeType").asText())
          .isEqualTo("image/svg+xml");
      assertThat(listed.at(serverInfo + "/name").asText()).isEqualTo("everthread");
      assertThat(listed.at(serverInfo).has("icons")).isFalse();
    }
  }
}
