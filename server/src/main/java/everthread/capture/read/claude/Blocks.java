package everthread.capture.read.claude;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.capture.read.Json;
import everthread.capture.read.Markdown;
import everthread.capture.read.Markdown.Link;
import java.util.ArrayList;
import java.util.Comparator;

/** Claude's content blocks as Markdown: text with its sources, and what tools made of it. Pure. */
final class Blocks {
  private Blocks() {}

  static String markdown(JsonNode content) {
    var parts = new ArrayList<String>();
    for (var block : content) {
      var part =
          switch (Json.raw(block, "type")) {
            case "text" -> Inlined.documents(text(block));
            case "tool_use" -> Tools.made(block);
            case "tool_result" -> Tools.result(block);
            case "image" -> Markdown.image(Json.raw(block, "file_name"));
            default -> "";
          };
      if (!part.isBlank()) parts.add(part.strip());
    }
    return String.join("\n\n", parts);
  }

  static String thinking(JsonNode content) {
    var parts = new ArrayList<String>();
    for (var block : content) {
      if (!Json.raw(block, "type").equals("thinking")) continue;
      var thought = Json.raw(block, "thinking").strip();
      if (thought.isEmpty()) thought = summaries(block.path("summaries"));
      if (!thought.isEmpty()) parts.add(thought);
    }
    return String.join("\n\n", parts);
  }

  private static String summaries(JsonNode summaries) {
    var parts = new ArrayList<String>();
    for (var summary : summaries) {
      var said = summary.isTextual() ? summary.textValue() : Json.raw(summary, "summary");
      if (!said.isBlank()) parts.add(said.strip());
    }
    return String.join("\n\n", parts);
  }

  /** The text with each source behind the words that it stands for. */
  private static String text(JsonNode block) {
    var text = Json.raw(block, "text");
    record Place(int end, Link link) {}
    var places = new ArrayList<Place>();
    for (var citation : block.path("citations")) {
      var url = Json.text(citation, "url");
      int end = citation.path("end_index").asInt(-1);
      if (url == null || end < 0) continue;
      places.add(new Place(wordEnd(text, end), new Link(Json.raw(citation, "title"), url)));
    }
    if (places.isEmpty()) return text;
    places.sort(Comparator.comparingInt(Place::end));
    var linked = new StringBuilder();
    int from = 0;
    for (int i = 0; i < places.size(); ) {
      int end = places.get(i).end;
      var links = new ArrayList<Link>();
      while (i < places.size() && places.get(i).end == end) links.add(places.get(i++).link);
      linked.append(text, from, end);
      var sources = Markdown.sources(links);
      if (!sources.isEmpty()) linked.append(linked.isEmpty() ? "" : " ").append(sources);
      from = end;
    }
    return linked.append(text, from, text.length()).toString();
  }

  /** Places that fall into a word are moved behind it. */
  private static int wordEnd(String text, int place) {
    int at = Math.min(place, text.length());
    while (at > 0
        && at < text.length()
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
