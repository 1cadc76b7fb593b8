package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Principal;
import everthread.space.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers MCP messages in both eras. Knows no transport and keeps nothing of a client between two
 * calls, so it serves HTTP and standard input alike. Thread-safe; blocks as long as the tool
 * called.
 */
public final class McpServer {
  private final HandshakeEra handshake;
  private final StatelessEra stateless;

  public McpServer(ServerIdentity identity, Features features, ToolListener listener) {
    var capabilities = features.capabilities();
    var methods = features.methods(listener);
    this.handshake = new HandshakeEra(identity, capabilities, methods);
    var ofStateless = capabilities.deepCopy();
    this.stateless = new StatelessEra(identity, ofStateless, methods);
  }

  /**
   * @param outlet what is said before the answer goes there; {@link Outlet#NONE} where it cannot
   */
  public Answer answer(Principal caller, Post post, MirroredHeaders headers, Outlet outlet) {
    return switch (post) {
      case Post.Single single -> answerOne(caller, single.message(), headers, outlet);
      case Post.Batch batch -> answerAll(caller, batch.messages(), headers);
    };
  }

  private Answer answerOne(
      Principal caller, Message message, MirroredHeaders headers, Outlet outlet) {
    return switch (message) {
      case Message.Notification notification -> {
        handshake.take(caller, notification);
        yield new Answer.Accepted();
      }
      case Message.Response response ->
          handshake.take(caller, response)
              ? new Answer.Accepted()
              : new Answer.Reply(400, invalid("Nothing was asked of this client."));
      case Message.Invalid invalid ->
          new Answer.Reply(400, Answer.errorMessage(invalid.id(), invalid.error()));
      case Message.Request request -> serve(caller, request, headers, outlet);
    };
  }

  /** Batches stand only in revision 2025-03-26, and initialize must not be in one. */
  private Answer answerAll(Principal caller, List<Message> messages, MirroredHeaders headers) {
    var version = headers.protocolVersion();
    var revision = Revision.of(version == null ? Revision.WITHOUT_HEADER.date() : version);
    if (!revision.map(Revision::hasBatches).orElse(false)) {
      return new Answer.Reply(400, invalid("This protocol version has no batches."));
    }
    var replies = new ArrayList<ObjectNode>();
    for (var message : messages) {
      switch (answerInBatch(caller, message, headers)) {
        case Answer.Accepted nothing -> {}
        case Answer.Reply reply -> replies.add(reply.message());
        case Answer.Forbidden forbidden -> replies.add(forbidden.message());
        case Answer.Replies nested -> replies.addAll(nested.messages());
      }
    }
    return replies.isEmpty() ? new Answer.Accepted() : new Answer.Replies(replies);
  }

  private Answer answerInBatch(Principal caller, Message message, MirroredHeaders headers) {
    return message instanceof Message.Request request && request.method().equals("initialize")
        ? new Answer.Reply(400, invalid("initialize cannot be part of a batch."))
        : answerOne(caller, message, headers, Outlet.NONE);
  }

  private Answer serve(
      Principal caller, Message.Request request, MirroredHeaders headers, Outlet outlet) {
    return switch (EraChoice.of(request, headers)) {
      case EraChoice.Handshake choice -> serve(caller, request, headers, outlet, handshake);
      case EraChoice.Stateless choice -> serve(caller, request, headers, outlet, stateless);
      case EraChoice.Refused refused ->
          new Answer.Reply(400, Answer.errorMessage(request.id(), refused.error()));
    };
  }

  private static Answer serve(
      Principal caller, Message.Request request, MirroredHeaders headers, Outlet outlet, Era era) {
    var objection = era.objectionTo(request, headers);
    if (objection.isPresent()) {
      return new Answer.Reply(400, Answer.errorMessage(request.id(), objection.get()));
    }
    var method = era.methods().get(request.method());
    var outcome =
        method == null
            ? new Outcome.Failed(
                new RpcError(RpcError.METHOD_NOT_FOUND, "There is no such method."))
            : outcome(method, caller, request, outlet, era);
    return switch (outcome) {
      case Outcome.Result result ->
          new Answer.Reply(200, Answer.resultMessage(request.id(), era.dress(result)));
      case Outcome.InputRequired asked ->
          new Answer.Reply(200, Answer.resultMessage(request.id(), era.dress(asked)));
      case Outcome.Failed failed ->
          new Answer.Reply(
              era.statusOf(failed.error()), Answer.errorMessage(request.id(), failed.error()));
      case Outcome.Denied denied ->
          new Answer.Forbidden(
              denied.needed(), Answer.errorMessage(request.id(), lacking(denied.needed())));
    };
  }

  private static Outcome outcome(
      Method method, Principal caller, Message.Request request, Outlet outlet, Era era) {
    try {
      return era.serve(method, caller, request, outlet);
    } catch (Interruption early) {
      return early.outcome();
    }
  }

  /** A code of our own: the ranges that JSON-RPC and MCP reserve have none for this. */
  private static RpcError lacking(Scope needed) {
    var data = JsonTree.object().put("code", "insufficient_scope").put("scope", needed.wireName());
    return new RpcError(403, "This key lacks the scope '" + needed.wireName() + "'.", data);
  }

  private static ObjectNode invalid(String sentence) {
    return Answer.errorMessage(null, new RpcError(RpcError.INVALID_REQUEST, sentence));
  }
}
