package everthread.web;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;

/**
 * Lets in only as many requests as can be answered soon, and refuses the rest at once with 503 and
 * Retry-After, before their bodies are read. So memory is bounded under any load, and what is let
 * in is answered in time. Thread-safe.
 */
public final class Admission implements Handler<RoutingContext> {
  /** What programs write, and send again when they are told to wait. */
  private static final List<String> WRITTEN =
      List.of("/v1/captures", "/v1/conversations", "/v1/memory");

  /** Below this, requests are let in however long they take: what is slow then is not the queue. */
  private static final int FEW = 8;

  /** A compressed body grows by about this much. */
  private static final int COMPRESSED = 5;

  /** For a body of a length that is not told. */
  private static final long UNTOLD = 1 << 20;

  /** Each answer's share in the measured time: about the last ten count. */
  private static final double SHARE = 0.1;

  /**
   * How much is let in.
   *
   * @param requests at once
   * @param bytes of bodies at once; a larger body is let in alone
   * @param patience while answers take longer than this, further requests are refused
   */
  public record Limits(int requests, long bytes, Duration patience) {

    /**
     * For what is written: it gives way before what people wait for, since clients send it again.
     */
    public static Limits forWriting() {
      long bytes = Math.max(16L << 20, Runtime.getRuntime().maxMemory() / 20);
      return new Limits(256, bytes, Duration.ofMillis(700));
    }

    /** For all requests together. */
    public static Limits forAll() {
      return new Limits(1024, Long.MAX_VALUE, Duration.ofDays(1));
    }
  }

  private final Limits limits;
  private int requests;
  private long bytes;
  private double nanos;

  public Admission(Limits limits) {
    this.limits = limits;
  }

  /** Stands before every route that is mounted after it. */
  public static void mount(Router router) {
    router.route().handler(new Admission(Limits.forAll()));
    var writing = new Admission(Limits.forWriting());
    for (var path : WRITTEN) router.post(path).handler(writing);
  }

  @Override
  public void handle(RoutingContext context) {
    long size = size(context.request());
    if (!enter(size)) {
      context.fail(
          new ProblemException(
              new Problem.Unavailable(
                  "The server has more to do than it can; nothing was changed.")));
      return;
    }
    long begun = System.nanoTime();
    context.addEndHandler(ended -> leave(size, System.nanoTime() - begun));
    context.next();
  }

  private static long size(HttpServerRequest request) {
    var told = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (told == null) return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : UNTOLD;
    long length = told.matches("\\d{1,15}") ? Long.parseLong(told) : UNTOLD;
    return request.getHeader(HttpHeaders.CONTENT_ENCODING) == null ? length : COMPRESSED * length;
  }

  private synchronized boolean enter(long size) {
    boolean isFull = requests >= limits.requests() || bytes > 0 && bytes + size > limits.bytes();
    boolean isLate = requests >= FEW && nanos > limits.patience().toNanos();
    if (isFull || isLate) return false;
    requests++;
    bytes += size;
    return true;
  }

  private synchronized void leave(long size, long took) {
    requests--;
    bytes -= size;
    nanos += SHARE * (took - nanos);
  }
}
