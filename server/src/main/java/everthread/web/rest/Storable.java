package everthread.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import everthread.ingest.CleanText;
import everthread.web.Json;
import org.jspecify.annotations.Nullable;

/** A caller's own JSON and texts, made fit for the database: no U+0000, no half character. Pure. */
final class Storable {
  private static final CleanText CLEAN = new CleanText(text -> text);

  private Storable() {}

  /** A text without what a column cannot hold. */
  static @Nullable String of(@Nullable String text) {
    return text == null ? null : CLEAN.clean(text);
  }

  static JsonNode of(JsonNode node) {
    if (node.isTextual()) return TextNode.valueOf(CLEAN.clean(node.textValue()));
    if (node.isArray()) {
      var array = Json.MAPPER.createArrayNode();
      node.forEach(item -> array.add(of(item)));
      return array;
    }
    if (!node.isObject()) return node;
    var object = Json.MAPPER.createObjectNode();
    node.properties()
        .forEach(member -> object.set(CLEAN.clean(member.getKey()), of(member.getValue())));
    return object;
  }
}
