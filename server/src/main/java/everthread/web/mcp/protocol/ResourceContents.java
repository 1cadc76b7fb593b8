package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/** What a resource holds, or a part of it. */
public sealed interface ResourceContents {
  String uri();

  String mimeType();

  record Text(String uri, String mimeType, String text) implements ResourceContents {}

  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody, and copied by nobody.
  record Binary(String uri, String mimeType, byte[] bytes) implements ResourceContents {}

  /** As it stands on the wire. */
  default ObjectNode toJson() {
    var json = JsonTree.object().put("uri", uri()).put("mimeType", mimeType());
    return switch (this) {
      case Text text -> json.put("text", text.text());
      case Binary binary -> json.put("blob", Base64.getEncoder().encodeToString(binary.bytes()));
    };
  }
}
