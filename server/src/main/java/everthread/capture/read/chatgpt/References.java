package everthread.capture.read.chatgpt;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.capture.read.Json;
import everthread.capture.read.Markdown;
import everthread.capture.read.Markdown.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts links in place of the marks by which ChatGPT's texts point at sources, and takes out the
 * marks that nothing resolves. A mark stands between U+E200 and U+E201, its parts separated by
 * U+E202; older texts write 【4†source】. Pure.
 */
final class References {
  private static final String BEGIN = "\uE200";
  private static final Pattern MARK = Pattern.compile(" ?\uE200([^\uE200\uE201]{0,4000})\uE201");
  private static final Pattern OLD_MARK = Pattern.compile(" ?【[^【】\\n]{0,200}†[^【】\\n]{0,200}】");
  private static final Pattern STRAY = Pattern.compile("[\uE200-\uE206]");

  private References() {}

  static String resolved(String text, JsonNode metadata) {
    if (text.indexOf('【') < 0 && !STRAY.matcher(text).find()) return text;
    var linked = withOldMarks(text, metadata.path("citations"));
    for (var reference : metadata.path("content_references")) {
      var mark = Json.raw(reference, "matched_text");
      if (mark.startsWith(BEGIN) || mark.startsWith("【")) {
        linked = linked.replace(mark, rendered(reference));
      }
    }
    linked = MARK.matcher(linked).replaceAll(found -> unresolved((Matcher) found));
    linked = OLD_MARK.matcher(linked).replaceAll("");
    return STRAY.matcher(linked).replaceAll("");
  }

  private static String rendered(JsonNode reference) {
    if (Json.raw(reference, "type").equals("hidden")) return "";
    var links = new ArrayList<Link>();
    for (var list : List.of("items", "sources", "fallback_items")) {
      if (links.isEmpty()) reference.path(list).forEach(item -> addLinks(item, links));
    }
    if (links.isEmpty()) addLinks(reference, links);
    if (links.isEmpty()) {
      reference.path("safe_urls").forEach(url -> links.add(new Link("", url.asText(""))));
    }
    var sources = Markdown.sources(links);
    if (!sources.isEmpty()) return sources;
    if (Json.raw(reference, "type").equals("file")) {
      var name = Json.text(reference, "name");
      if (name != null) return "(" + name + ")";
    }
    return Json.raw(reference, "alt").replaceAll("\\[([^\\]]*)\\]\\(\\)", "$1");
  }

  private static void addLinks(JsonNode item, List<Link> links) {
    var url = Json.text(item, "url");
    if (url != null) links.add(new Link(Json.raw(item, "title"), url));
    for (var more : item.path("supporting_websites")) {
      var other = Json.text(more, "url");
      if (other != null) links.add(new Link(Json.raw(more, "title"), other));
    }
  }

  /** Marks of the older kind are found by their place, counted in UTF-16 units or code points. */
  private static String withOldMarks(String text, JsonNode citations) {
    record Place(int begin, int end, String link) {}
    var places = new ArrayList<Place>();
    for (var citation : citations) {
      int begin = citation.path("start_ix").asInt(-1);
      int end = citation.path("end_ix").asInt(-1);
      var source = citation.path("metadata");
      var link =
          Markdown.sources(List.of(new Link(Json.raw(source, "title"), Json.raw(source, "url"))));
      if (begin < 0 || end <= begin || link.isEmpty()) continue;
      if (isMark(text, begin, end)) {
        places.add(new Place(begin, end, link));
      } else if (end <= text.codePointCount(0, text.length())) {
        int from = text.offsetByCodePoints(0, begin);
        int to = text.offsetByCodePoints(from, end - begin);
        if (isMark(text, from, to)) places.add(new Place(from, to, link));
      }
    }
    places.sort(Comparator.comparingInt(Place::begin).reversed());
    var linked = new StringBuilder(text);
    int before = text.length();
    for (var place : places) {
      if (place.end > before) continue;
      boolean apart = place.begin == 0 || Character.isWhitespace(text.charAt(place.begin - 1));
      linked.replace(place.begin, place.end, (apart ? "" : " ") + place.link);
      before = place.begin;
    }
    return linked.toString();
  }

  private static boolean isMark(String text, int begin, int end) {
    return end <= text.length() && text.charAt(begin) == '【' && text.charAt(end - 1) == '】';
  }

  /** Of marks that name a thing or an address, what they name; of all others, nothing. */
  private static String unresolved(Matcher mark) {
    var parts = mark.group(1).split("\uE202", 8);
    var space = mark.group().startsWith(" ") ? " " : "";
    var named =
        switch (parts[0]) {
          case "entity" -> parts.length > 1 ? Json.raw(Json.parse(parts[1]), 1) : "";
          case "url" -> parts.length > 2 ? Markdown.link(parts[1], parts[2]) : "";
          default -> "";
        };
    return named.isEmpty() ? "" : Matcher.quoteReplacement(space + named);
  }
}
