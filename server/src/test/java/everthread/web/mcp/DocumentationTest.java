package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is served and what docs/mcp.md says agree. */
class DocumentationTest {
  private static final Pattern SECTION = Pattern.compile("### (\\w+)\n([^#]*)");

  @Test
  void every_tool_has_a_section_that_names_its_arguments_and_its_scope() throws IOException {
    var text = Files.readString(Path.of("../docs/mcp.md"));
    try (var server = new McpTestServer()) {
      var tools = server.client(McpTestServer.OWNER).request("tools/list").result().path("tools");

      assertThat(SECTION.matcher(text).results().map(section -> section.group(1)).toList())
          .isEqualTo(tools.findValuesAsText("name"));
      for (var tool : tools) {
        var section = section(text, tool.path("name").asText());
        assertThat(section).containsPattern("Scope: (read|write)\\.");
        for (var argument : arguments(tool.path("inputSchema").path("properties").fieldNames())) {
          assertThat(section).contains(argument);
        }
      }
    }
  }

  private static String section(String text, String tool) {
    return SECTION
        .matcher(text)
        .results()
        .filter(section -> section.group(1).equals(tool))
        .findFirst()
        .orElseThrow()
        .group(2);
  }

  private static List<String> arguments(Iterator<String> names) {
    var arguments = new ArrayList<String>();
    names.forEachRemaining(name -> arguments.add('`' + name + '`'));
    return arguments;
  }
}
