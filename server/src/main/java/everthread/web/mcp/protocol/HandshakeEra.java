package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Revisions 2024-11-05 to 2025-11-25. No session is kept: the key says who asks, and nothing that
 * initialize agrees on changes how a later request is served.
 */
final class HandshakeEra implements Era {
  private final ServerIdentity identity;
  private final ObjectNode capabilities;
  private final Map<String, Method> methods;

  HandshakeEra(ServerIdentity identity, ObjectNode capabilities, Map<String, Method> features) {
    this.identity = identity;
    this.capabilities = capabilities;
    var all = new HashMap<>(features);
    all.put("initialize", this::initialize);
    all.put("ping", (caller, params) -> new Outcome.Result(JsonTree.object(), null));
    this.methods = Map.copyOf(all);
  }

  private Outcome initialize(Principal caller, ObjectNode params) {
    var asked = params.path("protocolVersion");
    if (!asked.isTextual()) return Outcome.invalidParams("initialize needs a protocolVersion.");

    var agreed =
        Revision.of(asked.asText())
            .filter(revision -> !revision.isStateless())
            .orElse(Revision.NEWEST_WITH_HANDSHAKE);
    var body = JsonTree.object().put("protocolVersion", agreed.date());
    body.set("capabilities", capabilities.deepCopy());
    body.set("serverInfo", identity.toJson());
    return new Outcome.Result(body.put("instructions", identity.instructions()), null);
  }

  /** The version header was looked at when the era was chosen; more is not demanded. */
  @Override
  public Optional<RpcError> objectionTo(Message.Request request, MirroredHeaders headers) {
    return Optional.empty();
  }

  @Override
  public Map<String, Method> methods() {
    return methods;
  }

  @Override
  public ObjectNode dress(Outcome.Result result) {
    return result.body();
  }

  /** An error is an answer: 200. A 404 would tell a client that its session has ended. */
  @Override
  public int statusOf(RpcError error) {
    return 200;
  }
}
