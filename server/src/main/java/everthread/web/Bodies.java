package everthread.web;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.web.ByteBudget.Share;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;

/**
 * Receives bodies within limits of size, time and memory. A body is asked for only when its request
 * is known to be welcome; of one that is refused at most {@value #LINGER} bytes are read.
 * Thread-safe.
 */
public final class Bodies {
  /** Room for a batch of captures; a single text may have 4 MB. */
  public static final long LARGEST = 48L * 1024 * 1024;

  /** What is taken of a stranger, who has shown no key. */
  public static final long LARGEST_OF_STRANGERS = 16L * 1024;

  /** So much of an unwanted body is let pass, so that the refusal is seen before the end. */
  private static final int LINGER = 256 * 1024;

  private static final long LINGER_MILLIS = 2_000;
  private static final String LOOP = Bodies.class.getName();

  private final ByteBudget budget;
  private final Pace pace;

  /**
   * How slow a body may come.
   *
   * @param grace in which nothing need come
   * @param bytesPerSecond on average, after that
   */
  public record Pace(Duration grace, long bytesPerSecond) {
    /** Below this nobody uploads a chat; 48 MB take at most 50 minutes. */
    public static final Pace USUAL = new Pace(Duration.ofSeconds(10), 16 * 1024);

    boolean isTooSlow(long bytes, long millis) {
      return bytes < (millis - grace.toMillis()) * bytesPerSecond / 1000;
    }
  }

  public Bodies(ByteBudget budget, Pace pace) {
    this.budget = budget;
    this.pace = pace;
  }

  /** As this machine bears it. */
  public static Bodies ofThisMachine() {
    return new Bodies(ByteBudget.ofHeap(Runtime.getRuntime().maxMemory(), LARGEST), Pace.USUAL);
  }

  /** To stand before {@link #receive}, on the event loop: lets the body wait. */
  public void hold(RoutingContext context) {
    context.request().pause();
    context.put(LOOP, Vertx.currentContext());
    context.addEndHandler(ended -> settle(context));
    context.next();
  }

  /**
   * Waits for the whole body and unpacks it. Call on a virtual thread.
   *
   * @throws ProblemException unsupported_media_type, invalid_encoding, payload_too_large,
   *     request_timeout, unavailable
   */
  public Body receive(RoutingContext context, long limit) {
    var request = context.request();
    var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    Inflate.check(encoding);
    long declared = declared(request);
    if (declared > limit) throw new ProblemException(tooLarge(limit));
    var share = budget.share();
    boolean done = false;
    try {
      share.grow(Math.max(0, declared));
      var bytes = collect(context, declared, limit, share);
      if (encoding != null && !Inflate.isPlain(encoding) && bytes.length > 0) {
        bytes = Inflate.unpack(bytes, encoding, limit, share);
      }
      done = true;
      return new Body(bytes, share);
    } finally {
      if (!done) share.close();
    }
  }

  private byte[] collect(RoutingContext context, long declared, long limit, Share share) {
    Context loop = Objects.requireNonNull(context.get(LOOP));
    var incoming = new IncomingBody(context.request(), declared, limit, share, pace);
    loop.runOnContext(nothing -> incoming.start(loop.owner()));
    return incoming.whole().await();
  }

  /**
   * Keeps room for a form that a {@code BodyHandler} will collect, and ends the connection when it
   * comes too slowly.
   */
  public Handler<RoutingContext> room(long limit) {
    return context -> {
      long declared = declared(context.request());
      if (declared > limit) throw new ProblemException(tooLarge(limit));
      var share = budget.share();
      context.addEndHandler(ended -> share.close());
      share.grow(declared < 0 ? limit : declared);
      long timer =
          context
              .vertx()
              .setTimer(
                  pace.grace().toMillis() + limit * 1000 / pace.bytesPerSecond(),
                  late -> {
                    if (!context.request().isEnded()) context.request().connection().close();
                  });
      context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
      context.next();
    };
  }

  /** The length that the request names; -1 when it comes in chunks. */
  private static long declared(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) return length.length() > 18 ? Long.MAX_VALUE : Long.parseLong(length);
    boolean mayFollow =
        request.version() == HttpVersion.HTTP_2
            || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    return mayFollow ? -1 : 0;
  }

  static Problem tooLarge(long limit) {
    return new Problem.TooLarge(
        "payload_too_large", "The body has more than %,d bytes.".formatted(limit));
  }

  /** Lets the rest of a body that nobody read pass by, or ends the connection if it is long. */
  private static void settle(RoutingContext context) {
    var request = context.request();
    if (request.isEnded()) return;
    var unwanted = new Unwanted(context);
    request.handler(chunk -> unwanted.passed(chunk.length()));
    request.exceptionHandler(broken -> unwanted.end());
    context.vertx().setTimer(LINGER_MILLIS, late -> unwanted.end());
    request.resume();
  }

  private static final class Unwanted {
    private final RoutingContext context;
    private long left = LINGER;

    Unwanted(RoutingContext context) {
      this.context = context;
    }

    void passed(int bytes) {
      left -= bytes;
      if (left < 0) end();
    }

    void end() {
      if (context.request().isEnded()) return;
      if (context.request().version() == HttpVersion.HTTP_2) context.response().reset();
      else context.request().connection().close();
    }
  }
}
