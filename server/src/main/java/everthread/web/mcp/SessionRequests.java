package everthread.web.mcp;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.web.auth.Authenticator;
import everthread.web.mcp.protocol.McpServer;
import everthread.web.mcp.protocol.Revision;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;

/**
 * GET and DELETE of the handshake era: a stream on which a session's client is told what changes,
 * and the end of a session. Without a session, and in the stateless era, there are no such methods.
 */
final class SessionRequests {
  private static final String SESSION = "Mcp-Session-Id";
  private static final Duration LATER = Duration.ofMinutes(1);

  private final Authenticator authenticator;
  private final McpServer server;

  SessionRequests(Authenticator authenticator, McpServer server) {
    this.authenticator = authenticator;
    this.server = server;
  }

  /** To stand before the two. */
  static void refuseWithout(RoutingContext context) {
    var version = McpEndpoint.header(context.request(), "MCP-Protocol-Version");
    boolean isStateless =
        version != null && Revision.of(version).map(Revision::isStateless).orElse(false);
    if (isStateless || context.request().getHeader(SESSION) == null) refuse(context);
    else context.next();
  }

  static void refuse(RoutingContext context) {
    context.response().putHeader(HttpHeaders.ALLOW, "POST");
    context.fail(new ProblemException(new Problem.MethodNotAllowed(List.of("POST"))));
  }

  void tell(RoutingContext context) {
    var caller = authenticator.authenticate(context);
    var accepted = Accepted.of(context.request().headers().getAll(HttpHeaders.ACCEPT));
    if (accepted != Accepted.EVENTS && accepted != Accepted.EITHER) {
      throw new ProblemException(
          new Problem.NotAcceptable("A stream comes as text/event-stream; accept that."));
    }
    var stream = new EventStream(context, () -> isWelcome(context));
    switch (server.tell(caller, context.request().getHeader(SESSION), stream)) {
      case OVER -> stream.end(List.of());
      case UNKNOWN -> throw unknown();
      case TOO_MANY -> throw new ProblemException(new Problem.RateLimited(LATER));
    }
  }

  void end(RoutingContext context) {
    var caller = authenticator.authenticate(context);
    if (!server.end(caller, context.request().getHeader(SESSION))) throw unknown();
    var unused = context.response().setStatusCode(204).end();
  }

  /** The key that a stream was opened with may have been revoked since. Blocks. */
  boolean isWelcome(RoutingContext context) {
    try {
      authenticator.authenticate(context);
      return true;
    } catch (ProblemException refusal) {
      return !List.of(401, 403, 404).contains(refusal.problem().status());
    }
  }

  private static ProblemException unknown() {
    return new ProblemException(
        new Problem.NotFound("There is no such session; initialize to open one."));
  }
}
