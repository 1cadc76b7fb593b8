package everthread.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.problem.Bare;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a failure becomes an answer: a Problem as RFC 9457 problem details, anything
 * else as a bare 500 with the whole story in the log and nothing of it in the answer.
 */
public final class ProblemHandler implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

  @Override
  public void handle(RoutingContext context) {
    if (context.response().headWritten()) {
      context.request().connection().close();
      return;
    }
    var failure = context.failure();
    if (failure instanceof ProblemException expected) {
      answer(context, expected.problem());
    } else if (context.statusCode() != 500 && context.statusCode() > 0) {
      answer(context, ofStatus(context));
    } else {
      LOG.atError()
          .addKeyValue("id", RequestId.of(context))
          .addKeyValue("operation", OperationName.of(context))
          .setCause(failure == null ? null : Bare.of(failure))
          .log("a request failed");
      answer(context, BUG);
    }
  }

  private static final Problem BUG =
      new Problem.BadRequestLine(
          500, "internal", "Everthread made a mistake. Its log says more; nothing was lost.");

  /** The router's own refusals. */
  private static Problem ofStatus(RoutingContext context) {
    return switch (context.statusCode()) {
      case 404 -> new Problem.NotFound("There is nothing at this address.");
      case 413 -> new Problem.TooLarge("payload_too_large", "The body is larger than is taken.");
      case 415 -> new Problem.UnsupportedMediaType("This type of body is not read here.");
      default ->
          new Problem.BadRequestLine(
              context.statusCode(), "bad_request", "The request cannot be read.");
    };
  }

  static void answer(RoutingContext context, Problem problem) {
    var response = context.response().setStatusCode(problem.status());
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (problem.status() == 401) response.putHeader("WWW-Authenticate", "Bearer");
    if (problem instanceof Problem.MethodNotAllowed other) {
      response.putHeader(HttpHeaders.ALLOW, String.join(", ", other.allowed()));
    }
    if (problem.retryAfter().compareTo(Duration.ZERO) > 0) {
      response.putHeader(
          "Retry-After", Long.toString(Math.max(1, problem.retryAfter().toSeconds())));
    }
    // In HTTP/2 the header is forbidden (RFC 9113, section 8.2.2), and nothing need be closed.
    boolean isUnread = problem.status() == 413 || problem.status() == 408;
    if (isUnread && context.request().version() != HttpVersion.HTTP_2) {
      response.putHeader(HttpHeaders.CONNECTION, "close");
    }
    var unused = response.end(Buffer.buffer(Json.write(document(problem))));
  }

  /** The problem document (RFC 9457, section 3). */
  public static ObjectNode document(Problem problem) {
    var document = Json.MAPPER.createObjectNode();
    document.put("type", "about:blank");
    document.put("title", title(problem.code()));
    document.put("status", problem.status());
    document.put("code", problem.code());
    document.put("detail", problem.detail());
    problem.members().forEach((name, value) -> document.set(name, Json.MAPPER.valueToTree(value)));
    return document;
  }

  private static String title(String code) {
    var words = code.replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
