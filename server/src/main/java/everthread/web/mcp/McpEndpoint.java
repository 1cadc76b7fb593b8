package everthread.web.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.problem.Bare;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.space.Scope;
import everthread.web.Bodies;
import everthread.web.Dispatch;
import everthread.web.MediaTypes;
import everthread.web.RequestId;
import everthread.web.auth.Authenticator;
import everthread.web.mcp.protocol.Answer;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.McpServer;
import everthread.web.mcp.protocol.MessageReader;
import everthread.web.mcp.protocol.MirroredHeaders;
import everthread.web.mcp.protocol.Outlet;
import everthread.web.mcp.protocol.RpcError;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MCP over HTTP at /mcp and /api/mcp: with {@link EventStream} the one place of this room that
 * knows HTTP. Host and Origin are checked before it is reached.
 */
public final class McpEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(McpEndpoint.class);
  private static final List<String> PATHS = List.of("/mcp", "/api/mcp");

  /** A text may be 4 MB; the rest is room for JSON around and inside it. */
  private static final long BODY = 6L << 20;

  private static final RpcError BROKEN =
      new RpcError(RpcError.INTERNAL, "Something broke here; the server's log says what.");

  private final Dispatch dispatch;
  private final Authenticator authenticator;
  private final Bodies bodies;
  private final McpServer server;
  private final SessionRequests sessions;
  private final Challenge challenge;

  public McpEndpoint(
      Dispatch dispatch,
      Authenticator authenticator,
      Bodies bodies,
      McpServer server,
      Challenge challenge) {
    this.dispatch = dispatch;
    this.authenticator = authenticator;
    this.bodies = bodies;
    this.server = server;
    this.sessions = new SessionRequests(authenticator, server);
    this.challenge = challenge;
  }

  public void mount(Router router) {
    for (var path : PATHS) {
      router.post(path).handler(bodies::hold);
      router.post(path).handler(dispatch.to(this::answer));
      router.get(path).handler(SessionRequests::refuseWithout).handler(dispatch.to(sessions::tell));
      router
          .delete(path)
          .handler(SessionRequests::refuseWithout)
          .handler(dispatch.to(sessions::end));
      router.route(path).handler(SessionRequests::refuse);
      router.route(path).failureHandler(this::fail);
    }
  }

  private void answer(RoutingContext context) {
    var caller = authenticator.authenticate(context);
    var accepted = Accepted.of(context.request().headers().getAll(HttpHeaders.ACCEPT));
    if (accepted == Accepted.NEITHER) {
      throw new ProblemException(
          new Problem.NotAcceptable(
              "Answers come as application/json or text/event-stream; accept one of them."));
    }
    requireJson(context.request());
    try (var body = bodies.receive(context, BODY)) {
      var post = MessageReader.read(body.bytes());
      var stream = new EventStream(context, () -> sessions.isWelcome(context));
      var outlet =
          accepted == Accepted.EITHER || accepted == Accepted.EVENTS ? stream : Outlet.NONE;
      var answer = server.answer(caller, post, mirrored(context.request()), outlet);
      if (stream.hasBegun()) stream.end(messagesOf(answer));
      else send(context, answer, accepted);
    }
  }

  /** A missing type is taken for JSON: nothing else is understood here. */
  private static void requireJson(HttpServerRequest request) {
    var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && !MediaTypes.isJson(type)) {
      throw new ProblemException(
          new Problem.UnsupportedMediaType("Send the message as application/json."));
    }
  }

  private static MirroredHeaders mirrored(HttpServerRequest request) {
    return new MirroredHeaders(
        header(request, "MCP-Protocol-Version"),
        header(request, "Mcp-Method"),
        header(request, "Mcp-Name"),
        header(request, "Mcp-Session-Id"));
  }

  /** A header that is sent twice with two values fits no body. */
  static @Nullable String header(HttpServerRequest request, String name) {
    var values = request.headers().getAll(name).stream().map(String::strip).distinct().toList();
    return values.isEmpty() ? null : String.join(", ", values);
  }

  private void send(RoutingContext context, Answer answer, Accepted accepted) {
    switch (answer) {
      case Answer.Accepted nothing -> context.response().setStatusCode(202).end();
      case Answer.Reply reply -> {
        if (reply.status() != 200) sendMessage(context, reply.status(), reply.message());
        else ok(context, accepted, List.of(reply.message()), JsonTree.write(reply.message()));
      }
      case Answer.Begun begun -> {
        context.response().putHeader("Mcp-Session-Id", begun.session());
        ok(context, accepted, List.of(begun.message()), JsonTree.write(begun.message()));
      }
      case Answer.Replies replies ->
          ok(context, accepted, replies.messages(), arrayOf(replies.messages()));
      case Answer.Forbidden forbidden -> forbid(context, forbidden.needed(), forbidden.message());
    }
  }

  private static List<ObjectNode> messagesOf(Answer answer) {
    return switch (answer) {
      case Answer.Accepted nothing -> List.of();
      case Answer.Reply reply -> List.of(reply.message());
      case Answer.Begun begun -> List.of(begun.message());
      case Answer.Replies replies -> replies.messages();
      case Answer.Forbidden forbidden -> List.of(forbidden.message());
    };
  }

  private static String arrayOf(List<ObjectNode> messages) {
    return messages.stream().map(JsonTree::write).toList().toString();
  }

  private static void ok(
      RoutingContext context, Accepted accepted, List<ObjectNode> messages, String json) {
    if (accepted == Accepted.EVENTS) {
      new EventStream(context).end(messages);
    } else {
      context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(json);
    }
  }

  private static void sendMessage(RoutingContext context, int status, ObjectNode message) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(JsonTree.write(message));
  }

  private void forbid(RoutingContext context, Scope needed, ObjectNode message) {
    context.response().putHeader("WWW-Authenticate", challenge.forScope(needed));
    sendMessage(context, 403, message);
  }

  private void fail(RoutingContext context) {
    if (context.response().ended() || context.response().closed()) return;
    var failure = context.failure();
    if (context.response().headWritten()) {
      LOG.atError()
          .addKeyValue("id", RequestId.of(context))
          .setCause(failure == null ? null : Bare.of(failure))
          .log("an MCP request failed while its answer was under way");
      new EventStream(context).end(List.of(Answer.errorMessage(null, BROKEN)));
      return;
    }
    if (failure instanceof ProblemException expected) {
      sendProblem(context, expected.problem());
    } else if (failure == null || isTheirFault(context.statusCode())) {
      sendProblem(context, ofStatus(context.statusCode()));
    } else {
      LOG.atError()
          .addKeyValue("id", RequestId.of(context))
          .setCause(Bare.of(failure))
          .log("an MCP request failed");
      sendMessage(context, 500, Answer.errorMessage(null, BROKEN));
    }
  }

  private static boolean isTheirFault(int status) {
    return status >= 400 && status < 500;
  }

  private static Problem ofStatus(int status) {
    return status == 413
        ? new Problem.TooLarge("payload_too_large", "A message may have at most 6 MB.")
        : new Problem.BadRequestLine(status, "bad_request", "The request could not be read.");
  }

  /** As a JSON-RPC error without an id, which clients can show; its code is the HTTP status. */
  private void sendProblem(RoutingContext context, Problem problem) {
    if (problem.status() == 401) {
      context.response().putHeader("WWW-Authenticate", challenge.of(problem));
    }
    if (problem instanceof Problem.InsufficientScope) {
      context.response().putHeader("WWW-Authenticate", challenge.forScope(Scope.READ));
    }
    if (!problem.retryAfter().isZero()) {
      context.response().putHeader("Retry-After", "" + problem.retryAfter().toSeconds());
    }
    var data = JsonTree.object().put("code", problem.code());
    boolean isUnread = problem.status() == 413 || problem.status() == 408;
    if (isUnread && context.request().version() != HttpVersion.HTTP_2) {
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
    }
    sendMessage(
        context,
        problem.status(),
        Answer.errorMessage(null, new RpcError(problem.status(), problem.detail(), data)));
  }
}
