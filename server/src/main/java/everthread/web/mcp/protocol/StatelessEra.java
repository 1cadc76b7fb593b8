package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Revision 2026-07-28: no handshake; every request says its version and what its client can do. */
final class StatelessEra implements Era {
  static final String VERSION = "io.modelcontextprotocol/protocolVersion";
  static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
  private static final String SERVER = "io.modelcontextprotocol/serverInfo";

  /** Methods that Mcp-Name goes with, and which parameter it repeats. */
  private static final Map<String, String> NAMED =
      Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

  private final ServerIdentity identity;
  private final ObjectNode capabilities;
  private final Map<String, Method> methods;
  private final RequestState states = new RequestState();

  StatelessEra(ServerIdentity identity, ObjectNode capabilities, Map<String, Method> features) {
    this.identity = identity;
    this.capabilities = capabilities;
    var all = new HashMap<>(features);
    all.put("server/discover", this::discover);
    this.methods = Map.copyOf(all);
  }

  private Outcome discover(Exchange exchange, ObjectNode params) {
    var body = JsonTree.object();
    Revision.all().forEach(body.putArray("supportedVersions")::add);
    body.set("capabilities", capabilities.deepCopy());
    body.put("instructions", identity.instructions());
    body.putObject("_meta").set(SERVER, identity.introduction());
    return new Outcome.Result(body, ToolMethods.LISTS_STAY_FRESH);
  }

  @Override
  public Optional<RpcError> objectionTo(Message.Request request, MirroredHeaders headers) {
    var meta = request.params().path("_meta");
    if (!meta.path(VERSION).isTextual()) return missing(VERSION);

    var version = meta.path(VERSION).asText();
    if (!version.equals(headers.protocolVersion())) return mismatch("MCP-Protocol-Version");
    if (Revision.of(version).isEmpty()) return Optional.of(RpcError.unsupportedVersion(version));
    if (!request.method().equals(headers.method())) return mismatch("Mcp-Method");
    if (!nameFits(request, headers)) return mismatch("Mcp-Name");
    if (!meta.path(CAPABILITIES).isObject()) return missing(CAPABILITIES);
    return Optional.empty();
  }

  private static boolean nameFits(Message.Request request, MirroredHeaders headers) {
    var parameter = NAMED.get(request.method());
    if (parameter == null) return true;
    var value = request.params().path(parameter);
    return headers.decodedName().filter(name -> isText(value.asText(null), name)).isPresent();
  }

  private static boolean isText(@Nullable String value, String name) {
    return name.equals(value);
  }

  private static Optional<RpcError> missing(String key) {
    return Optional.of(
        new RpcError(RpcError.INVALID_PARAMS, "params._meta needs \"" + key + "\"."));
  }

  private static Optional<RpcError> mismatch(String header) {
    return Optional.of(
        new RpcError(
            RpcError.HEADER_MISMATCH,
            "The header " + header + " is missing or differs from the body."));
  }

  @Override
  public Map<String, Method> methods() {
    return methods;
  }

  @Override
  public Outcome serve(Method method, Call call) {
    return method.answer(new StatelessExchange(call, states), call.request().params());
  }

  @Override
  public Answer reply(Call call, Outcome.Result result) {
    return new Answer.Reply(200, Answer.resultMessage(call.request().id(), dress(result)));
  }

  @Override
  public ObjectNode dress(Outcome.InputRequired asked) {
    var body = JsonTree.object().put("resultType", "input_required");
    body.set("inputRequests", asked.requests());
    body.put("requestState", asked.state());
    body.withObjectProperty("_meta").set(SERVER, identity.toJson());
    return body;
  }

  @Override
  public ObjectNode dress(Outcome.Result result) {
    var body = JsonTree.object().put("resultType", "complete");
    body.setAll(result.body());
    var freshness = result.freshness();
    if (freshness != null) {
      body.put("ttlMs", freshness.millis());
      body.put("cacheScope", freshness.shared() ? "public" : "private");
    }
    var meta = body.withObjectProperty("_meta");
    if (!meta.has(SERVER)) meta.set(SERVER, identity.toJson());
    return body;
  }

  @Override
  public int codeOfAbsent() {
    return RpcError.INVALID_PARAMS;
  }

  @Override
  public int statusOf(RpcError error) {
    return switch (error.code()) {
      case RpcError.METHOD_NOT_FOUND -> 404;
      case RpcError.MISSING_CAPABILITY -> 400;
      default -> 200;
    };
  }
}
