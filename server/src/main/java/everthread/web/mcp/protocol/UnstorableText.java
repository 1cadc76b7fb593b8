package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;

/** Finds text that is no Unicode text or that a database cannot hold. Pure. */
final class UnstorableText {
  private UnstorableText() {}

  /** True when any string or key below the node holds NUL or a lone surrogate. */
  static boolean isIn(JsonNode node) {
    if (node.isTextual()) return isUnstorable(node.asText());
    for (var member : node.properties()) {
      if (isUnstorable(member.getKey())) return true;
    }
    for (var child : node) {
      if (isIn(child)) return true;
    }
    return false;
  }

  private static boolean isUnstorable(String text) {
    return text.codePoints()
        .anyMatch(point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= 0xDFFF));
  }
}
