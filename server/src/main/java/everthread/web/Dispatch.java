package everthread.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Takes requests off the event loop: each runs on a virtual thread of its own and may block there.
 * What it throws goes to the router's failure handler.
 */
public final class Dispatch {
  private final Executor virtualThreads;

  public Dispatch(Executor virtualThreads) {
    this.virtualThreads = virtualThreads;
  }

  public Handler<RoutingContext> to(Consumer<RoutingContext> action) {
    return context -> virtualThreads.execute(() -> run(context, action));
  }

  private static void run(RoutingContext context, Consumer<RoutingContext> action) {
    try {
      action.accept(context);
    } catch (RuntimeException | Error failure) {
      context.fail(failure);
    }
  }
}
