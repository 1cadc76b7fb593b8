package everthread;

import everthread.embedded.LaunchException;
import everthread.problem.Bare;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts Everthread and runs it until it is told to stop. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] args) throws InterruptedException {
    System.exit(run(System.out, System.err));
  }

  private static int run(PrintStream out, PrintStream err) throws InterruptedException {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, bug) -> LOG.error("the thread {} ended", thread.getName(), Bare.of(bug)));
    try {
      var server = Server.start(Config.of(System.getenv()));
      var stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    server.close();
                    stopped.countDown();
                  },
                  "shutdown"));
      Banner.print(out, server);
      stopped.await();
      return 0;
    } catch (Config.Invalid invalid) {
      err.println("Everthread cannot start with this configuration:");
      invalid.faults().forEach(fault -> err.println("  - " + fault));
    } catch (StartFailure failure) {
      failure.sentences().forEach(err::println);
    } catch (LaunchException failure) {
      err.println(failure.getMessage());
    }
    return 1;
  }
}
