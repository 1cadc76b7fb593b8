package everthread.web.mcp.protocol;

import static everthread.web.mcp.protocol.StatelessEra.CAPABILITIES;
import static everthread.web.mcp.protocol.StatelessEra.VERSION;

import org.jspecify.annotations.Nullable;

/**
 * Which era a request belongs to (revision 2026-07-28, basic/versioning, "Backward Compatibility"):
 * each says so itself, so that both kinds of clients are served on one endpoint.
 */
sealed interface EraChoice {
  record Handshake() implements EraChoice {}

  record Stateless() implements EraChoice {}

  record Refused(RpcError error) implements EraChoice {}

  static EraChoice of(Message.Request request, MirroredHeaders headers) {
    var meta = request.params().path("_meta");
    if (meta.path(VERSION).isTextual()) {
      return ofDeclared(meta.path(VERSION).asText(), headers.protocolVersion());
    }
    if (meta.has(VERSION) || meta.has(CAPABILITIES)) return new Stateless();
    if (request.method().equals("initialize")) return new Handshake();
    return ofHeader(headers.protocolVersion());
  }

  /** An older version may be declared in _meta as well: discover names it as supported. */
  private static EraChoice ofDeclared(String version, @Nullable String header) {
    var older = Revision.of(version).filter(revision -> !revision.isStateless()).isPresent();
    return older && (header == null || header.equals(version)) ? new Handshake() : new Stateless();
  }

  private static EraChoice ofHeader(@Nullable String header) {
    if (header == null) return new Handshake();
    return Revision.of(header)
        .<EraChoice>map(revision -> revision.isStateless() ? new Stateless() : new Handshake())
        .orElseGet(() -> new Refused(RpcError.unsupportedVersion(header)));
  }
}
