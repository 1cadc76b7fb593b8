package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Who serves.
 *
 * @param icons for people to know it by; told once, where a client gets to know the server
 * @param instructions told to the model once, before it sees any tool
 */
public record ServerIdentity(
    String name, String title, String version, String instructions, List<Icon> icons) {
  public ServerIdentity {
    icons = List.copyOf(icons);
  }

  /**
   * A picture.
   *
   * @param src an https or data URI
   * @param sizes such as 48x48, or any
   */
  public record Icon(String src, String mimeType, String sizes) {}

  /** With all that introduces it. */
  ObjectNode introduction() {
    var json = toJson();
    if (icons.isEmpty()) return json;
    var pictures = json.putArray("icons");
    for (var icon : icons) {
      pictures
          .addObject()
          .put("src", icon.src())
          .put("mimeType", icon.mimeType())
          .putArray("sizes")
          .add(icon.sizes());
    }
    return json;
  }

  ObjectNode toJson() {
    return JsonTree.object().put("name", name).put("title", title).put("version", version);
  }
}
