package everthread.web.mcp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP headers that MCP reads: those that repeat parts of the body, for proxies that do not
 * read bodies (revision 2026-07-28, transports/streamable-http, "Request Metadata"), and the
 * session's of the revisions before.
 *
 * @param protocolVersion MCP-Protocol-Version
 * @param method Mcp-Method
 * @param name Mcp-Name, as it came
 * @param session Mcp-Session-Id
 */
public record MirroredHeaders(
    @Nullable String protocolVersion,
    @Nullable String method,
    @Nullable String name,
    @Nullable String session) {
  private static final String OPENING = "=?base64?";
  private static final String CLOSING = "?=";

  /** What a transport without headers passes. */
  public static final MirroredHeaders NONE = new MirroredHeaders(null, null, null, null);

  /** Mcp-Name decoded; empty when it is missing or cannot be decoded. */
  Optional<String> decodedName() {
    if (name == null) return Optional.empty();
    if (!name.startsWith(OPENING) || !name.endsWith(CLOSING)) return Optional.of(name);
    if (name.length() < OPENING.length() + CLOSING.length()) return Optional.empty();
    var encoded = name.substring(OPENING.length(), name.length() - CLOSING.length());
    try {
      return Optional.of(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException wrong) {
      return Optional.empty();
    }
  }
}
