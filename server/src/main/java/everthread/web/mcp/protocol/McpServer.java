package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Principal;
import everthread.space.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers MCP messages in both eras. Knows no transport and keeps nothing between two calls, so it
 * serves HTTP and, later, standard input alike. Thread-safe; blocks as long as the tool called.
 */
public final class McpServer {
  private final Era handshake;
  private final Era stateless;

  public McpServer(ServerIdentity identity, ToolRegistry tools, ToolListener listener) {
    var capabilities = JsonTree.object();
    capabilities.putObject("tools");
    var features = new ToolMethods(tools, listener).methods();
    this.handshake = new HandshakeEra(identity, capabilities, features);
    this.stateless = new StatelessEra(identity, capabilities, features);
  }

  public Answer answer(Principal caller, Post post, MirroredHeaders headers) {
    return switch (post) {
      case Post.Single single -> answerOne(caller, single.message(), headers);
      case Post.Batch batch -> answerAll(caller, batch.messages(), headers);
    };
  }

  private Answer answerOne(Principal caller, Message message, MirroredHeaders headers) {
    return switch (message) {
      case Message.Notification notification -> new Answer.Accepted();
      case Message.Invalid invalid ->
          new Answer.Reply(400, Answer.errorMessage(invalid.id(), invalid.error()));
      case Message.Request request -> serve(caller, request, headers);
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
        : answerOne(caller, message, headers);
  }

  private Answer serve(Principal caller, Message.Request request, MirroredHeaders headers) {
    return switch (EraChoice.of(request, headers)) {
      case EraChoice.Handshake choice -> serve(caller, request, headers, handshake);
      case EraChoice.Stateless choice -> serve(caller, request, headers, stateless);
      case EraChoice.Refused refused ->
          new Answer.Reply(400, Answer.errorMessage(request.id(), refused.error()));
    };
  }

  private static Answer serve(
      Principal caller, Message.Request request, MirroredHeaders headers, Era era) {
    var objection = era.objectionTo(request, headers);
    if (objection.isPresent()) {
      return new Answer.Reply(400, Answer.errorMessage(request.id(), objection.get()));
    }
    var method = era.methods().get(request.method());
    var outcome =
        method == null
            ? new Outcome.Failed(
                new RpcError(RpcError.METHOD_NOT_FOUND, "There is no such method."))
            : method.answer(caller, request.params());
    return switch (outcome) {
      case Outcome.Result result ->
          new Answer.Reply(200, Answer.resultMessage(request.id(), era.dress(result)));
      case Outcome.Failed failed ->
          new Answer.Reply(
              era.statusOf(failed.error()), Answer.errorMessage(request.id(), failed.error()));
      case Outcome.Denied denied ->
          new Answer.Forbidden(
              denied.needed(), Answer.errorMessage(request.id(), lacking(denied.needed())));
    };
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
