package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes back for one POST. */
public sealed interface Answer {

  /** Taken; there is nothing to say (202). */
  record Accepted() implements Answer {}

  /** One message. */
  record Reply(int status, ObjectNode message) implements Answer {}

  /** One message, and a session that begins with it. */
  record Begun(String session, ObjectNode message) implements Answer {}

  /** As many messages as the batch had requests. */
  record Replies(List<ObjectNode> messages) implements Answer {
    public Replies {
      messages = List.copyOf(messages);
    }
  }

  /** The caller's key lacks a scope (403). */
  record Forbidden(Scope needed, ObjectNode message) implements Answer {}

  /** An error message of its own, without a request that it answers when {@code id} is null. */
  static ObjectNode errorMessage(@Nullable JsonNode id, RpcError error) {
    var message = JsonTree.object().put("jsonrpc", "2.0");
    if (id != null) message.set("id", id);
    var body = message.putObject("error").put("code", error.code()).put("message", error.message());
    var data = error.data();
    if (data != null) body.set("data", data);
    return message;
  }

  static ObjectNode resultMessage(JsonNode id, ObjectNode result) {
    var message = JsonTree.object().put("jsonrpc", "2.0");
    message.set("id", id);
    message.set("result", result);
    return message;
  }
}
