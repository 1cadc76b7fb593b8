package everthread.web.oauth;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.web.ProblemHandler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One request and its answer, in Nimbus' form. */
record Exchange(RoutingContext context, HTTPRequest request) {

  /**
   * @throws ProtocolError when the body has no type that can be read
   */
  static Exchange of(RoutingContext context, byte[] body) {
    var from = context.request();
    // Only what the endpoints read is passed on; the address says nothing to them.
    var request =
        new HTTPRequest(HTTPRequest.Method.POST, URI.create("https://everthread.invalid"));
    var type = from.getHeader(HttpHeaders.CONTENT_TYPE);
    try {
      if (type != null) request.setEntityContentType(ContentType.parse(type));
    } catch (java.text.ParseException unreadable) {
      throw new ProtocolError(OAuth2Error.INVALID_REQUEST, "The Content-Type cannot be read.");
    }
    var authorization = from.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null) request.setAuthorization(authorization);
    request.setBody(new String(body, StandardCharsets.UTF_8));
    return new Exchange(context, request);
  }

  void answer(HTTPResponse answer) {
    send(context, answer);
  }

  private static void send(RoutingContext context, HTTPResponse answer) {
    var response = context.response().setStatusCode(answer.getStatusCode());
    for (Map.Entry<String, java.util.List<String>> header : answer.getHeaderMap().entrySet()) {
      response.putHeader(header.getKey(), header.getValue());
    }
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    var body = answer.getBody();
    if (body == null) response.end();
    else response.end(body);
  }

  /** A refusal, ours or of what stands before us, as OAuth words it; anything else is a bug. */
  static void failed(RoutingContext context) {
    if (context.response().ended()) return;
    var failure = context.failure();
    if (failure instanceof ProtocolError refused) {
      send(context, error(refused.error()));
    } else if (failure instanceof ProblemException refused) {
      send(context, error(inWordsOfOAuth(context, refused.problem())));
    } else {
      new ProblemHandler().handle(context);
    }
  }

  private static ErrorObject inWordsOfOAuth(RoutingContext context, Problem problem) {
    if (!problem.retryAfter().isZero()) {
      context.response().putHeader("Retry-After", Long.toString(problem.retryAfter().toSeconds()));
    }
    var code = problem.status() < 429 ? "invalid_request" : "temporarily_unavailable";
    return new ErrorObject(code, problem.detail(), problem.status());
  }

  private static HTTPResponse error(ErrorObject error) {
    return new TokenErrorResponse(error).toHTTPResponse();
  }

  /** Reads a message; what cannot be read is refused in words of ours. */
  static <T> T read(Reader<T> reader, HTTPRequest request, String otherwise) {
    try {
      return reader.parse(request);
    } catch (ParseException unreadable) {
      throw ProtocolError.of(unreadable, otherwise);
    } catch (IllegalArgumentException unreadable) {
      // Nimbus quotes what it cannot read, and then may not like its own quotation.
      throw new ProtocolError(OAuth2Error.INVALID_REQUEST, otherwise);
    }
  }

  interface Reader<T> {
    T parse(HTTPRequest request) throws ParseException;
  }
}
