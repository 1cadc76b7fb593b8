package everthread.web;

import everthread.problem.Problem;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers what is no good HTTP, and ends the connection: where the next request begins is unknown.
 */
public final class InvalidRequests implements Handler<HttpServerRequest> {

  @Override
  public void handle(HttpServerRequest request) {
    var problem = problem(request);
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(Buffer.buffer(Json.write(ProblemHandler.document(problem))))
        .onComplete(sent -> request.connection().close());
  }

  private static Problem problem(HttpServerRequest request) {
    var cause = request.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      return new Problem.BadRequestLine(414, "uri_too_long", "The address is longer than is read.");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return new Problem.BadRequestLine(
          431, "headers_too_large", "The headers are longer than is read.");
    }
    return new Problem.BadRequestLine(400, "bad_request", "This is no request that HTTP allows.");
  }
}
