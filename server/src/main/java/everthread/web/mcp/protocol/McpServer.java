package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Principal;
import everthread.space.Scope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Answers MCP messages in both eras. Knows no transport; of a client it keeps between two calls
 * only what it watches. Thread-safe; blocks as long as the tool called.
 */
public final class McpServer implements AutoCloseable {
  /** Streams at once, of all clients; far below what the server admits of requests. */
  private static final int MOST_STREAMS = 256;

  /** Streams of one session at once. */
  private static final int MOST_STREAMS_EACH = 8;

  private final Watches watches = new Watches();
  private final Sessions sessions = new Sessions(Clock.systemUTC(), watches);
  private final Semaphore streams = new Semaphore(MOST_STREAMS);

  private final HandshakeEra handshake;
  private final StatelessEra stateless;

  public McpServer(ServerIdentity identity, Features features, ToolListener listener) {
    var capabilities = features.capabilities();
    var methods = features.methods(listener);
    var ofHandshake = new HashMap<>(methods);
    var ofStateless = new HashMap<>(methods);
    var resources = features.resources();
    if (resources != null) {
      var subscriptions = new Subscriptions(resources, watches, streams);
      ofHandshake.putAll(subscriptions.ofHandshake());
      ofStateless.putAll(subscriptions.ofStateless());
    }
    this.handshake = new HandshakeEra(identity, capabilities, ofHandshake, sessions);
    this.stateless = new StatelessEra(identity, capabilities.deepCopy(), ofStateless);
  }

  /** Who is to be told what changes. */
  public Watches watches() {
    return watches;
  }

  /** How a client's wish for a stream ended. */
  public enum Stream {
    /** It was open as long as it should be. */
    OVER,
    /** There is no such session of the caller. */
    UNKNOWN,
    /** There are too many already. */
    TOO_MANY
  }

  /** Tells a session's client what changes, until the client goes. Blocks as long. */
  public Stream tell(Principal caller, String session, Outlet outlet) {
    var found = sessions.find(caller, session);
    if (found.isEmpty()) return Stream.UNKNOWN;
    var mailbox = found.get().mailbox();
    if (!streams.tryAcquire()) return Stream.TOO_MANY;
    try {
      if (mailbox.opened() > MOST_STREAMS_EACH) return Stream.TOO_MANY;
      watches.begun(mailbox);
      outlet.begin();
      Telling.run(mailbox, outlet, message -> message);
      return Stream.OVER;
    } finally {
      mailbox.left();
      streams.release();
    }
  }

  /** Ends a session of the caller's; false when there is none. */
  public boolean end(Principal caller, String session) {
    return sessions.end(caller, session);
  }

  /** Ends every stream, so that the server can stop. */
  @Override
  public void close() {
    watches.close();
  }

  /**
   * @param outlet what is said before the answer goes there; {@link Outlet#NONE} where it cannot
   */
  public Answer answer(Principal caller, Post post, MirroredHeaders headers, Outlet outlet) {
    if (isOfEndedSession(headers)) {
      return new Answer.Reply(404, invalid("This session has ended; initialize again."));
    }
    return switch (post) {
      case Post.Single single -> answerOne(caller, single.message(), headers, outlet);
      case Post.Batch batch -> answerAll(caller, batch.messages(), headers);
    };
  }

  private boolean isOfEndedSession(MirroredHeaders headers) {
    var version = headers.protocolVersion();
    boolean stateless =
        version != null && Revision.of(version).map(Revision::isStateless).orElse(false);
    return !stateless && sessions.hasEnded(headers.session());
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
        case Answer.Begun begun -> replies.add(begun.message());
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
      case EraChoice.Handshake choice ->
          serve(new Call(caller, request, headers, outlet), handshake);
      case EraChoice.Stateless choice ->
          serve(new Call(caller, request, headers, outlet), stateless);
      case EraChoice.Refused refused ->
          new Answer.Reply(400, Answer.errorMessage(request.id(), refused.error()));
    };
  }

  private static Answer serve(Call call, Era era) {
    var request = call.request();
    var objection = era.objectionTo(request, call.headers());
    if (objection.isPresent()) {
      return new Answer.Reply(400, Answer.errorMessage(request.id(), objection.get()));
    }
    var method = era.methods().get(request.method());
    var outcome =
        method == null
            ? new Outcome.Failed(
                new RpcError(RpcError.METHOD_NOT_FOUND, "There is no such method."))
            : outcome(method, call, era);
    return switch (outcome) {
      case Outcome.Result result -> era.reply(call, result);
      case Outcome.InputRequired asked ->
          new Answer.Reply(200, Answer.resultMessage(request.id(), era.dress(asked)));
      case Outcome.Failed failed -> failure(request, era, failed.error());
      case Outcome.Absent absent ->
          failure(request, era, RpcError.noSuchResource(era.codeOfAbsent(), absent.uri()));
      case Outcome.Denied denied ->
          new Answer.Forbidden(
              denied.needed(), Answer.errorMessage(request.id(), lacking(denied.needed())));
    };
  }

  private static Answer failure(Message.Request request, Era era, RpcError error) {
    return new Answer.Reply(era.statusOf(error), Answer.errorMessage(request.id(), error));
  }

  private static Outcome outcome(Method method, Call call, Era era) {
    try {
      return era.serve(method, call);
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
