package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Why a message was not served, as JSON-RPC 2.0 says it. A tool that understood its call and cannot
 * serve it is no error but a {@link ToolResult.Refusal}.
 *
 * @param message one sentence for a person, without any of the caller's text
 * @param data members that a program can act on, null for most
 */
public record RpcError(int code, String message, @Nullable ObjectNode data) {
  public static final int NOT_JSON = -32700;
  public static final int INVALID_REQUEST = -32600;
  public static final int METHOD_NOT_FOUND = -32601;
  public static final int INVALID_PARAMS = -32602;
  public static final int INTERNAL = -32603;

  /** Revision 2025-11-25, server/resources, "Error Handling"; 2026-07-28 has -32602 for it. */
  public static final int RESOURCE_NOT_FOUND = -32002;

  /** Revision 2026-07-28, transports/streamable-http, "Server Validation". */
  public static final int HEADER_MISMATCH = -32020;

  /** Revision 2026-07-28, basic/versioning, "Client Capabilities". */
  public static final int MISSING_CAPABILITY = -32021;

  /** Revision 2026-07-28, basic/versioning, "Protocol Version Negotiation". */
  public static final int UNSUPPORTED_VERSION = -32022;

  public RpcError(int code, String message) {
    this(code, message, null);
  }

  static RpcError noSuchResource(int code, String uri) {
    return new RpcError(code, "There is no such resource.", JsonTree.object().put("uri", uri));
  }

  static RpcError unsupportedVersion(String requested) {
    var data = JsonTree.object();
    Revision.all().forEach(data.putArray("supported")::add);
    data.put("requested", requested);
    return new RpcError(
        UNSUPPORTED_VERSION, "This protocol version is not spoken here; see data.supported.", data);
  }
}
