package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Who serves.
 *
 * @param instructions told to the model once, before it sees any tool
 */
public record ServerIdentity(String name, String title, String version, String instructions) {
  ObjectNode toJson() {
    return JsonTree.object().put("name", name).put("title", title).put("version", version);
  }
}
