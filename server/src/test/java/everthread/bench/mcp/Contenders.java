package everthread.bench.mcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;

/**
 * The servers that are compared on one index, in a process of their own with the product's options
 * for the JVM. Only one at a time is called.
 */
final class Contenders implements AutoCloseable {
  private final Process process;
  private final List<Integer> ports;

  /**
   * Starts them.
   *
   * @param messages how many they search
   */
  Contenders(int messages) throws IOException {
    var command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx640m",
            "-XX:+UseG1GC",
            "-Xlog:disable",
            "-cp",
            System.getProperty("java.class.path"),
            Contenders.class.getName(),
            String.valueOf(messages));
    process = command.redirectError(Redirect.INHERIT).start();
    ports = portsOf(process);
  }

  private static List<Integer> portsOf(Process process) throws IOException {
    var said = process.inputReader(StandardCharsets.UTF_8);
    for (var line = said.readLine(); line != null; line = said.readLine()) {
      if (!line.startsWith("ports ")) continue;
      return Stream.of(line.substring(6).split(" ", -1)).map(Integer::valueOf).toList();
    }
    throw new IOException("the servers to compare with did not start");
  }

  /** The official server as it is built by default. */
  int sdk() {
    return ports.get(0);
  }

  /** The official server with tools on the thread of their request. */
  int immediate() {
    return ports.get(1);
  }

  /** The product's protocol code. */
  int layer() {
    return ports.get(2);
  }

  List<Integer> ports() {
    return ports;
  }

  /** Serves until standard input ends. */
  public static void main(String[] arguments) throws IOException, LifecycleException {
    Logger.getLogger("").setLevel(Level.WARNING);
    var corpus = new Corpus(Integer.parseInt(arguments[0]));
    var tools = corpus.tools();
    var anybody = corpus.anybody();
    int sdk = new SdkServer(tools, anybody, false).port();
    int immediate = new SdkServer(tools, anybody, true).port();
    int layer = new LayerServer(tools, anybody).port();
    System.out.println("ports " + sdk + " " + immediate + " " + layer);
    var unread = System.in.readAllBytes();
    System.exit(unread.length);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(stopped));
    }
  }
}
