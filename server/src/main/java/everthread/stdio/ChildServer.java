package everthread.stdio;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server that was started for this bridge, as a process of its own that ends when this one does.
 */
final class ChildServer implements AutoCloseable {
  /** What Main ends with when another process has the home. */
  static final int HOME_IN_USE = 75;

  private static final int PORT = 8377;

  /** Clients wait two seconds for us to end; a server that stops needs nobody to wait for it. */
  private static final long STOP_SECONDS = 1;

  private final Process process;

  private ChildServer(Process process) {
    this.process = process;
  }

  /**
   * Starts it; it listens some seconds later. Its log goes to our standard error.
   *
   * @throws Upstream.Missing when no process can be started
   */
  static ChildServer start(Path home, Map<String, String> environment) {
    var program = Program.ofThisProcess();
    var builder = new ProcessBuilder(program.server());
    // The pipe to its standard input is what tells it that this process has ended, however it
    // ended.
    builder.redirectInput(ProcessBuilder.Redirect.PIPE);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.directory(program.folder().toFile());
    builder.environment().put("EVERTHREAD_HOME", home.toString());
    if (environment.getOrDefault("EVERTHREAD_PORT", "").isBlank() && isTaken(PORT)) {
      builder.environment().put("EVERTHREAD_PORT", "0");
    }
    try {
      return new ChildServer(builder.start());
    } catch (IOException refused) {
      throw new Upstream.Missing(
          "Everthread cannot start a process. Start it yourself with ./run.");
    }
  }

  private static boolean isTaken(int port) {
    try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return !probe.isBound();
    } catch (IOException taken) {
      return true;
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Once it has ended: whether because another process uses the home. */
  boolean foundHomeInUse() {
    return process.exitValue() == HOME_IN_USE;
  }

  /** Has it stop as it should; a moment later it does so alone. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      boolean unused = process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (IOException gone) {
      process.destroy();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
