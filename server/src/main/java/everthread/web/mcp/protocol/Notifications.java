package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What is told to a client while it waits. Pure. */
final class Notifications {
  /** RFC 5424's, least grave first. */
  static final List<String> LEVELS =
      List.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");

  private Notifications() {}

  static boolean isAtLeast(String level, String asked) {
    return LEVELS.indexOf(level) >= LEVELS.indexOf(asked);
  }

  /**
   * @param token what the client named the request's progress by; nothing is told without one
   */
  static Optional<ObjectNode> progress(JsonNode token, double done, double total) {
    if (!token.isTextual() && !token.isIntegralNumber()) return Optional.empty();
    var params = JsonTree.object();
    params.set("progressToken", token);
    return Optional.of(
        message("notifications/progress", params.put("progress", done).put("total", total)));
  }

  static ObjectNode log(String level, JsonNode data) {
    var params = JsonTree.object().put("level", level);
    params.set("data", data);
    return message("notifications/message", params);
  }

  static ObjectNode resourceUpdated(String uri) {
    return message("notifications/resources/updated", JsonTree.object().put("uri", uri));
  }

  static ObjectNode resourceListChanged() {
    return message("notifications/resources/list_changed", JsonTree.object());
  }

  static ObjectNode message(String method, ObjectNode params) {
    var message = JsonTree.object().put("jsonrpc", "2.0").put("method", method);
    message.set("params", params);
    return message;
  }
}
