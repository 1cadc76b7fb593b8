package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.problem.ProblemException;
import everthread.web.Json;
import org.jspecify.annotations.Nullable;

/** Reads the body of a POST. Never throws: what is wrong with it is part of the answer. Pure. */
public final class MessageReader {
  /** More in one batch than any client sends. */
  private static final int BATCH = 100;

  private MessageReader() {}

  public static Post read(byte[] body) {
    try {
      var node = Json.read(body);
      return node.isArray() ? batch(node) : new Post.Single(message(node));
    } catch (ProblemException unreadable) {
      return new Post.Single(invalid(null, RpcError.NOT_JSON, unreadable.problem().detail()));
    }
  }

  private static Post batch(JsonNode array) {
    if (array.isEmpty() || array.size() > BATCH) {
      return new Post.Single(
          invalid(null, RpcError.INVALID_REQUEST, "A batch holds 1 to 100 messages."));
    }
    return new Post.Batch(JsonTree.stream(array).map(MessageReader::message).toList());
  }

  private static Message message(JsonNode node) {
    if (!node.isObject()) {
      return invalid(null, RpcError.INVALID_REQUEST, "A message is a JSON object.");
    }
    var id = node.get("id");
    var readable = id != null && (id.isTextual() || id.isIntegralNumber()) ? id : null;
    if (!node.path("jsonrpc").asText().equals("2.0") || !node.path("jsonrpc").isTextual()) {
      return invalid(readable, RpcError.INVALID_REQUEST, "jsonrpc must be \"2.0\".");
    }
    if (!node.has("method") && (node.has("result") || node.has("error"))) return response(node);
    if (!node.path("method").isTextual()) {
      return invalid(readable, RpcError.INVALID_REQUEST, "A request needs a method.");
    }
    if (id == null) return notification(node);
    if (readable == null) {
      return invalid(null, RpcError.INVALID_REQUEST, "id must be a string or a whole number.");
    }
    return request(readable, node);
  }

  /** Ids of ours are strings; what bears another answers nothing that was asked. */
  private static Message response(JsonNode node) {
    return new Message.Response(node.path("id").asText(), node.get("result"));
  }

  private static Message notification(JsonNode node) {
    var params = node.get("params") instanceof ObjectNode object ? object : JsonTree.object();
    return new Message.Notification(node.path("method").asText(), params);
  }

  private static Message request(JsonNode id, JsonNode node) {
    var params = node.path("params");
    if (params.isMissingNode()) {
      return new Message.Request(id, node.path("method").asText(), JsonTree.object());
    }
    return params instanceof ObjectNode object
        ? new Message.Request(id, node.path("method").asText(), object)
        : invalid(id, RpcError.INVALID_PARAMS, "params must be an object.");
  }

  private static Message.Invalid invalid(@Nullable JsonNode id, int code, String sentence) {
    return new Message.Invalid(id, new RpcError(code, sentence));
  }
}
