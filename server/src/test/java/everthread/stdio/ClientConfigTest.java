package everthread.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClientConfigTest {
  private static final Launch LAUNCH =
      new Launch(
          List.of("/opt/a jdk/bin/java", "-jar", "/it's \"here\"/everthread.jar", "mcp"),
          Map.of("EVERTHREAD_HOME", "/data/my home"));

  @ParameterizedTest
  @EnumSource(names = {"CLAUDE_DESKTOP", "CURSOR", "WINDSURF", "CLINE", "GEMINI_CLI"})
  void json_names_the_program_its_arguments_and_its_environment(ClientConfig client) {
    var server = json(client.text(LAUNCH)).at("/mcpServers/everthread");

    assertThat(server.path("command").asText()).isEqualTo("/opt/a jdk/bin/java");
    assertThat(server.at("/args/1").asText()).isEqualTo("/it's \"here\"/everthread.jar");
    assertThat(server.path("args")).hasSize(3);
    assertThat(server.at("/env/EVERTHREAD_HOME").asText()).isEqualTo("/data/my home");
  }

  @Test
  void vs_code_has_a_form_of_its_own() {
    var server = json(ClientConfig.VS_CODE.text(LAUNCH)).at("/servers/everthread");

    assertThat(server.path("type").asText()).isEqualTo("stdio");
    assertThat(server.path("command").asText()).isEqualTo("/opt/a jdk/bin/java");
  }

  @Test
  void a_command_line_is_quoted_for_the_shell() {
    assertThat(ClientConfig.CLAUDE_CODE.text(LAUNCH))
        .isEqualTo(
            """
            claude mcp add everthread --scope user \\
              --env 'EVERTHREAD_HOME=/data/my home' \\
              -- '/opt/a jdk/bin/java' -jar '/it'\\''s "here"/everthread.jar' mcp
            """);
  }

  @Test
  void codex_reads_toml() {
    assertThat(ClientConfig.CODEX.text(LAUNCH))
        .isEqualTo(
            """
            [mcp_servers.everthread]
            command = "/opt/a jdk/bin/java"
            args = ["-jar", "/it's \\"here\\"/everthread.jar", "mcp"]

            [mcp_servers.everthread.env]
            EVERTHREAD_HOME = "/data/my home"
            """);
  }

  @Test
  void a_client_gets_the_settings_of_ours_and_no_others() {
    var launch =
        Launch.ofThisProgram(
            Map.of("EVERTHREAD_HOME", "/data", "EVERTHREAD_PORT", "9", "PATH", "/"));

    assertThat(launch.environment())
        .isEqualTo(Map.of("EVERTHREAD_HOME", "/data", "EVERTHREAD_PORT", "9"));
    assertThat(launch.command()).contains("mcp");
  }

  private static JsonNode json(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
