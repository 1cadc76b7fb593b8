package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.web.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The command as clients start it: a process of its own, led to the server that runs on the home.
 */
class McpProcessTest {
  @Test
  void a_client_finds_the_running_server_by_its_home_and_what_it_added_is_found()
      throws IOException, InterruptedException {
    var process = start("mcp");
    try (var said = process.inputReader(StandardCharsets.UTF_8)) {
      send(
          process,
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}}");
      assertThat(read(said).at("/result/serverInfo/name").asText()).isEqualTo("everthread");
      send(process, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
      send(process, call(2, "add_memory", "{\"content\":\"User collects Fresnel lenses\"}"));
      assertThat(read(said).at("/result/isError").asBoolean()).isFalse();
      send(process, call(3, "search_memory", "{\"query\":\"Fresnel\"}"));
      assertThat(read(said).at("/result/structuredContent/hits")).isNotEmpty();
      process.outputWriter().close();

      assertThat(process.waitFor()).isZero();
      assertThat(said.readLine()).isNull();
    }
  }

  @Test
  void the_configuration_is_printed_for_one_client_and_for_all() throws InterruptedException {
    var one = start("mcp", "--config", "cursor");
    var all = start("mcp", "--config");
    var unknown = start("mcp", "--config", "emacs");

    assertThat(Json.read(bytes(one)).at("/mcpServers/everthread/args").toString()).contains("mcp");
    assertThat(new String(bytes(all), StandardCharsets.UTF_8)).contains("# Codex", "# Windsurf");
    assertThat(bytes(unknown)).isEmpty();
    assertThat(unknown.waitFor()).isEqualTo(2);
  }

  private static String call(int id, String tool, String arguments) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}"
        .formatted(id, tool, arguments);
  }

  private static Process start(String... arguments) {
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add("everthread.Main");
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    builder.environment().put("EVERTHREAD_HOME", LiveServer.home().toString());
    builder.environment().put("EVERTHREAD_OWNER_KEY", LiveServer.OWNER_KEY);
    assertThat(LiveServer.address()).isNotEmpty();
    try {
      return builder.start();
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  private static void send(Process process, String line) throws IOException {
    var writer = process.outputWriter(StandardCharsets.UTF_8);
    writer.write(line + "\n");
    writer.flush();
  }

  private static JsonNode read(BufferedReader said) throws IOException {
    return Json.read(said.readLine().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(Process process) {
    try {
      return process.getInputStream().readAllBytes();
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }
}
