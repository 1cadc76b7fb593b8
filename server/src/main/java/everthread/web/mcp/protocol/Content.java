package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/** One piece of what a tool or a prompt gives to a model. */
public sealed interface Content {
  record Text(String text) implements Content {}

  /** A picture or a sound. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody, and copied by nobody.
  record Media(Kind kind, byte[] data, String mimeType) implements Content {}

  /** A resource in full. */
  record Embedded(ResourceContents resource) implements Content {}

  /** What kind of media. */
  enum Kind {
    IMAGE,
    AUDIO;

    String wireName() {
      return this == IMAGE ? "image" : "audio";
    }
  }

  /** As it stands on the wire. */
  default ObjectNode toJson() {
    return switch (this) {
      case Text text -> JsonTree.object().put("type", "text").put("text", text.text());
      case Media media ->
          JsonTree.object()
              .put("type", media.kind().wireName())
              .put("data", Base64.getEncoder().encodeToString(media.data()))
              .put("mimeType", media.mimeType());
      case Embedded embedded -> {
        var json = JsonTree.object().put("type", "resource");
        json.set("resource", embedded.resource().toJson());
        yield json;
      }
    };
  }
}
