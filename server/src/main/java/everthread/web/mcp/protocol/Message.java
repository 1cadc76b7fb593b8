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

  /** Wants none. */
  record Notification(String method) implements Message {}

  /**
   * Nothing that a server takes.
   *
   * @param id null when it could not be read
   */
  record Invalid(@Nullable JsonNode id, RpcError error) implements Message {}
}
