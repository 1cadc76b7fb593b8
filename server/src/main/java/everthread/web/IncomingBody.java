package everthread.web;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.web.ByteBudget.Share;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One body on its way in. Lives on the request's event loop; only {@link #whole} may be elsewhere.
 */
final class IncomingBody {
  private static final long LOOK_EVERY = 500;

  private final HttpServerRequest request;
  private final long declared;
  private final long limit;
  private final Share share;
  private final Bodies.Pace pace;
  private final Promise<byte[]> whole = Promise.promise();
  private final List<Buffer> chunks = new ArrayList<>();
  private long size;

  IncomingBody(
      HttpServerRequest request, long declared, long limit, Share share, Bodies.Pace pace) {
    this.request = request;
    this.declared = declared;
    this.limit = limit;
    this.share = share;
    this.pace = pace;
  }

  Future<byte[]> whole() {
    return whole.future();
  }

  void start(Vertx vertx) {
    long begun = System.nanoTime();
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    request.exceptionHandler(broken -> fail(BROKEN_OFF));
    request.handler(this::take);
    request.endHandler(end -> whole.tryComplete(joined()));
    request.resume();
    if (whole.future().isComplete()) return;
    long timer =
        vertx.setPeriodic(
            LOOK_EVERY,
            tick -> {
              long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
              if (pace.isTooSlow(size, millis)) fail(TOO_SLOW);
            });
    whole.future().onComplete(ended -> vertx.cancelTimer(timer));
  }

  private static final Problem BROKEN_OFF =
      new Problem.Malformed("incomplete_body", "The connection ended before the body did.");
  private static final Problem TOO_SLOW =
      new Problem.BadRequestLine(408, "request_timeout", "The body came too slowly.");

  private void take(Buffer chunk) {
    if (whole.future().isComplete()) return;
    size += chunk.length();
    if (size > limit) {
      fail(Bodies.tooLarge(limit));
      return;
    }
    try {
      if (declared < 0) share.grow(chunk.length());
    } catch (ProblemException full) {
      fail(full.problem());
      return;
    }
    chunks.add(chunk);
  }

  /** Nothing more is kept, and nothing more is asked for. */
  private void fail(Problem problem) {
    if (!whole.tryFail(new ProblemException(problem))) return;
    chunks.clear();
    request.pause();
  }

  private byte[] joined() {
    var bytes = new byte[Math.toIntExact(size)];
    int at = 0;
    for (var chunk : chunks) {
      chunk.getBytes(bytes, at);
      at += chunk.length();
    }
    chunks.clear();
    return bytes;
  }
}
