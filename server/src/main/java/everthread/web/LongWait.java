package everthread.web;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Requests that only wait for something to tell: work that rests while others are being answered
 * need not rest for them. Thread-safe.
 */
public final class LongWait {
  private static final String KEY = LongWait.class.getName();

  private LongWait() {}

  /** Runs once: when the request ends, or before, when its long wait begins. */
  public static void orEnd(RoutingContext context, Runnable action) {
    var done = new AtomicBoolean();
    Runnable once =
        () -> {
          if (done.compareAndSet(false, true)) action.run();
        };
    context.put(KEY, once);
    context.addEndHandler(ended -> once.run());
  }

  /** From now on the request waits. */
  public static void begins(RoutingContext context) {
    @Nullable Runnable once = context.get(KEY);
    if (once != null) once.run();
  }
}
