package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Revisions 2024-11-05 to 2025-11-25. The key says who asks, and nothing that initialize agrees on
 * changes how a later request is served; a session is there for what a client watches.
 */
final class HandshakeEra implements Era {
  private final ServerIdentity identity;
  private final ObjectNode capabilities;
  private final Map<String, Method> methods;
  private final Sessions sessions;
  private final ClientReplies replies = new ClientReplies();
  private final Running running = new Running();

  HandshakeEra(
      ServerIdentity identity,
      ObjectNode capabilities,
      Map<String, Method> features,
      Sessions sessions) {
    this.identity = identity;
    this.sessions = sessions;
    this.capabilities = capabilities;
    var all = new HashMap<>(features);
    all.put("initialize", this::initialize);
    all.put("ping", (exchange, params) -> new Outcome.Result(JsonTree.object(), null));
    if (capabilities.has("logging")) all.put("logging/setLevel", HandshakeEra::setLevel);
    this.methods = Map.copyOf(all);
  }

  /** Which lines a client wants is not remembered; it gets all that a call tells. */
  private static Outcome setLevel(Exchange exchange, ObjectNode params) {
    return Notifications.LEVELS.contains(params.path("level").asText())
        ? new Outcome.Result(JsonTree.object(), null)
        : Outcome.invalidParams("level must be one of " + Notifications.LEVELS + ".");
  }

  @Override
  public Outcome serve(Method method, Call call) {
    var caller = call.caller();
    var request = call.request();
    var session = sessions.find(caller, call.headers().session());
    var mark = running.begin(caller, request);
    try {
      return method.answer(
          new HandshakeExchange(call, session.map(Session::mailbox).orElse(null), replies, mark),
          request.params());
    } finally {
      running.end(caller, request, mark);
    }
  }

  /** Whoever initializes gets a session; a client that has no use for it leaves it alone. */
  @Override
  public Answer reply(Call call, Outcome.Result result) {
    var message = Answer.resultMessage(call.request().id(), dress(result));
    return call.request().method().equals("initialize")
        ? new Answer.Begun(sessions.begin(call.caller()).id(), message)
        : new Answer.Reply(200, message);
  }

  /** Takes in what came of a request of ours; false when none was asked for. */
  boolean take(Principal caller, Message.Response response) {
    return replies.take(caller, response);
  }

  /** Takes in what wants no answer; most of it tells nothing that is needed here. */
  void take(Principal caller, Message.Notification told) {
    if (told.method().equals("notifications/cancelled")) {
      running.cancel(caller, told.params().path("requestId"));
    }
  }

  private Outcome initialize(Exchange exchange, ObjectNode params) {
    var asked = params.path("protocolVersion");
    if (!asked.isTextual()) return Outcome.invalidParams("initialize needs a protocolVersion.");

    var agreed =
        Revision.of(asked.asText())
            .filter(revision -> !revision.isStateless())
            .orElse(Revision.NEWEST_WITH_HANDSHAKE);
    var body = JsonTree.object().put("protocolVersion", agreed.date());
    body.set("capabilities", capabilities.deepCopy());
    body.set("serverInfo", identity.introduction());
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

  @Override
  public ObjectNode dress(Outcome.InputRequired asked) {
    throw new IllegalStateException("this era asks on its stream");
  }

  @Override
  public int codeOfAbsent() {
    return RpcError.RESOURCE_NOT_FOUND;
  }

  /** An error is an answer: 200. A 404 would tell a client that its session has ended. */
  @Override
  public int statusOf(RpcError error) {
    return 200;
  }
}
