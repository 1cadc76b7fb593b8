package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** One JSON-RPC message as it came in. */
public sealed interface Message {

  /**
   * Wants an answer.
   *
   * @param id a string or a whole number, sent back as it is
   * @param params empty when none were sent
   */
  record Request(JsonNode id, String method, ObjectNode params) implements Message {}

  /**
   * Wants none.
   *
   * @param params empty when none were sent
   */
  record Notification(String method, ObjectNode params) implements Message {}

  /**
   * What came of a request of ours.
   *
   * @param result null when the client refused
   */
  record Response(String id, @Nullable JsonNode result) implements Message {}

  /**
   * Nothing that a server takes.
   *
   * @param id null when it could not be read
   */
  record Invalid(@Nullable JsonNode id, RpcError error) implements Message {}
}
