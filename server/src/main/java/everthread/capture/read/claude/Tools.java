package everthread.capture.read.claude;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.capture.read.Json;
import everthread.capture.read.Markdown;
import java.util.ArrayList;
import java.util.Map;

/**
 * What Claude's tools leave for a person to read: documents (artifacts, written files) with their
 * titles, code that was run and what it printed. Searches, views and the like leave nothing. Pure.
 */
final class Tools {
  private static final Map<String, String> LANGUAGES =
      Map.of(
          "text/html", "html",
          "image/svg+xml", "svg",
          "application/vnd.ant.react", "jsx",
          "application/vnd.ant.mermaid", "mermaid",
          "application/vnd.ant.code", "");

  private Tools() {}

  static String made(JsonNode call) {
    var input = call.path("input");
    return switch (Json.raw(call, "name")) {
      case "artifacts" -> artifact(input);
      case "create_file" -> file(input, "file_text", "");
      case "str_replace" -> file(input, "new_str", ", changed");
      case "repl", "analysis_tool" -> code("javascript", Json.raw(input, "code"));
      case "bash_tool", "bash" -> code("bash", Json.raw(input, "command"));
      default -> "";
    };
  }

  static String result(JsonNode result) {
    return switch (Json.raw(result, "name")) {
      case "repl", "analysis_tool", "bash_tool", "bash" -> printed(result.path("content"));
      default -> "";
    };
  }

  private static String artifact(JsonNode input) {
    var body = Json.raw(input, "content");
    boolean changed = body.isBlank();
    if (changed) body = Json.raw(input, "new_str");
    var title = Json.text(input, "title");
    if (title == null) title = Json.raw(input, "id");
    var language = Json.raw(input, "language");
    return document(title + (changed ? ", changed" : ""), Json.raw(input, "type"), language, body);
  }

  /** A document under its title; prose as it is, everything else as code. */
  static String document(String title, String type, String language, String body) {
    if (body.isBlank()) return "";
    boolean isProse = type.equals("text/markdown") || type.equals("text/plain");
    var named = language.isEmpty() ? LANGUAGES.getOrDefault(type, "") : language;
    return "**Artifact: "
        + title.strip()
        + "**\n\n"
        + (isProse ? body : Markdown.fence(named, body));
  }

  private static String file(JsonNode input, String field, String changed) {
    var body = Json.raw(input, field);
    var path = Json.raw(input, "path");
    if (body.isBlank()) return "";
    int dot = path.lastIndexOf('.');
    var ending = dot < 0 ? "" : path.substring(dot + 1);
    boolean isProse = changed.isEmpty() && (ending.equals("md") || ending.equals("txt"));
    var name = path.substring(path.lastIndexOf('/') + 1);
    return "**File: " + name + changed + "**\n\n" + (isProse ? body : Markdown.fence(ending, body));
  }

  private static String code(String language, String code) {
    return code.isBlank() ? "" : Markdown.fence(language, code);
  }

  private static String printed(JsonNode content) {
    var lines = new ArrayList<String>();
    for (var part : content) {
      var text = Json.raw(part, "text");
      var told = Json.parse(text);
      if (!told.isObject()) lines.add(text);
      else lines.add(ofReport(told));
    }
    var text = String.join("\n", lines).strip();
    return text.isEmpty() ? "" : Markdown.fence(null, text);
  }

  private static String ofReport(JsonNode report) {
    var lines = new ArrayList<String>();
    for (var log : report.path("logs")) lines.add(log.asText(""));
    for (var field : new String[] {"stdout", "output", "result", "stderr", "error"}) {
      var text = Json.text(report, field);
      if (text != null) lines.add(text.stripTrailing());
    }
    return String.join("\n", lines);
  }
}
