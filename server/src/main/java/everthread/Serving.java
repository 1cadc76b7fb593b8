package everthread;

import everthread.embedded.LaunchException;
import everthread.problem.Bare;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts Everthread and runs it until it is told to stop. */
final class Serving {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  /** Tells who started this process that another one uses the home (sysexits.h, EX_TEMPFAIL). */
  private static final int HOME_IN_USE = 75;

  /** Who waits for a database that is away wants to be stopped too. */
  private static final Duration LONGEST_START = Duration.ofSeconds(15);

  private Serving() {}

  /**
   * Runs it and returns the code to end with.
   *
   * @param untilInputEnds stops when standard input does, for a parent that may end without a word
   */
  static int run(PrintStream out, PrintStream err, boolean untilInputEnds)
      throws InterruptedException {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, bug) -> LOG.error("the thread {} ended", thread.getName(), Bare.of(bug)));
    var started = new CompletableFuture<Server>();
    var stopped = new CountDownLatch(1);
    // Before the start, so that who is told to stop meanwhile leaves no database behind.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started, stopped), "shutdown"));
    if (untilInputEnds) Thread.ofPlatform().daemon().start(Serving::awaitEndOfInput);
    try {
      var server = Server.start(Config.of(System.getenv()));
      started.complete(server);
      if (!untilInputEnds) Banner.print(out, server);
      stopped.await();
      return 0;
    } catch (Config.Invalid invalid) {
      err.println("Everthread cannot start with this configuration:");
      invalid.faults().forEach(fault -> err.println("  - " + fault));
    } catch (StartFailure failure) {
      failure.sentences().forEach(err::println);
    } catch (LaunchException failure) {
      err.println(failure.getMessage());
      if (failure.reason() == LaunchException.Reason.HOME_IN_USE) return HOME_IN_USE;
    } finally {
      started.cancel(false);
    }
    return 1;
  }

  /** A start that is under way is waited for, a while, then stopped like any other. */
  private static void stop(CompletableFuture<Server> started, CountDownLatch stopped) {
    try {
      started.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS).close();
    } catch (CancellationException | ExecutionException neverStarted) {
      LOG.debug("nothing to stop");
    } catch (TimeoutException stuck) {
      LOG.warn("the start did not end within {} s and is broken off", LONGEST_START.toSeconds());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException gone) {
      LOG.info("the process that started this one is gone");
    }
    System.exit(0);
  }
}
