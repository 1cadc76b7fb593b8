package everthread.bench.mcp;

import everthread.web.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a server finds, as far as it is the same on every server: ids and marks are its own. */
final class Found {
  private Found() {}

  /** Each hit's snippet and text, the best first. */
  static List<String> texts(int port, String tool, String question) throws IOException {
    try (var wire = new McpWire(port, Era.SESSION)) {
      var body = wire.call(wire.request(1, tool, question));
      var json = body.startsWith("{") ? body : body.substring(body.indexOf("data:") + 5).strip();
      var result = Json.read(json.getBytes(StandardCharsets.UTF_8)).path("result");
      var texts = new ArrayList<String>();
      for (var hit : result.at("/structuredContent/hits")) {
        texts.add(hit.path("snippet").asText() + '\n' + hit.path("text").asText());
      }
      return texts;
    }
  }
}
