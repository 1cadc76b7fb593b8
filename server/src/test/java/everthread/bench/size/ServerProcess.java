package everthread.bench.size;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A real server in a process of its own, as ./run starts it, in a home that outlives it. */
final class ServerProcess implements AutoCloseable {
  static final String KEY = "et_bench_0123456789abcdefghijklmnopqrstuvwxyz";
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  private final Process process;
  private final URI address;
  private final String signIn;
  private final double secondsToReady;

  private ServerProcess(Process process, String said, double secondsToReady) {
    this.process = process;
    var found = ADDRESS.matcher(said);
    if (!found.find()) throw new IllegalStateException("no address in: " + said);
    this.address = URI.create(found.group());
    var link = Pattern.compile("/sign-in\\?code=\\S+").matcher(said);
    this.signIn = link.find() ? link.group() : "";
    this.secondsToReady = secondsToReady;
  }

  /**
   * Starts it and returns when it says that it is ready.
   *
   * @param command the words that start the server, without environment
   */
  static ServerProcess start(List<String> command, Path home) throws IOException {
    var log = home.resolveSibling(home.getFileName() + ".log");
    Files.deleteIfExists(log);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("EVERTHREAD_HOME", home.toString());
    builder.environment().put("EVERTHREAD_PORT", "0");
    builder.environment().put("EVERTHREAD_OWNER_KEY", KEY);
    long began = System.nanoTime();
    var process = builder.start();
    while (true) {
      var said = Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
      if (said.contains("Everthread is ready") && said.contains("sign-in?code=")) {
        return new ServerProcess(process, said, (System.nanoTime() - began) / 1e9);
      }
      if (!process.isAlive()) throw new IllegalStateException("the server ended: " + said);
      Pause.millis(10);
    }
  }

  URI address() {
    return address;
  }

  /** A path that signs a browser in, once. */
  String signIn() {
    return signIn;
  }

  double secondsToReady() {
    return secondsToReady;
  }

  /** Resident memory of the JVM, in MiB; 0 where the system does not tell. */
  long residentMegabytes() throws IOException {
    return resident(process.pid());
  }

  /** What of it is the JVM's own, without the pages of files that the system lends it; in MiB. */
  long ownMegabytes() throws IOException {
    return field(process.pid(), "RssAnon:");
  }

  /** The most that the JVM ever held, in MiB. */
  long highestMegabytes() throws IOException {
    return field(process.pid(), "VmHWM:");
  }

  /** Of PostgreSQL's processes what each holds alone, the shared buffers once; in MiB. */
  long postgresMegabytes() throws IOException {
    long all = 0;
    for (var child : process.descendants().toList()) {
      all += field(child.pid(), "RssAnon:");
    }
    return all;
  }

  private static long resident(long pid) throws IOException {
    return field(pid, "VmRSS:");
  }

  private static long field(long pid, String name) throws IOException {
    var status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) return 0;
    for (var line : Files.readAllLines(status)) {
      if (line.startsWith(name)) return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    }
    return 0;
  }

  /** Asks it to stop and waits until it has. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
