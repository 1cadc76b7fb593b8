package everthread.stdio;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** The command {@code everthread mcp}: for AI clients that start a program and speak with it. */
public final class McpCommand {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final String USAGE =
      """
      everthread mcp                     speaks MCP on standard input and output, for the client that started it
      everthread mcp --config            prints what to paste into each client
      everthread mcp --config CLIENT     the same for one: %s

      It leads to the server that runs on EVERTHREAD_HOME, and starts one where none runs, which ends with it.
      For a server elsewhere set EVERTHREAD_URL to its address and EVERTHREAD_KEY to a key from its Settings page.
      """;

  private McpCommand() {}

  /**
   * Runs it and returns the code to end with.
   *
   * @param arguments those after "mcp"
   */
  public static int run(List<String> arguments, Map<String, String> environment) {
    if (arguments.isEmpty()) return bridge(environment);
    boolean shows = arguments.getFirst().equals("--config") && arguments.size() <= 2;
    if (shows) return show(arguments.subList(1, arguments.size()), environment, System.out);
    boolean asked = List.of("--help", "-h").contains(arguments.getFirst());
    (asked ? System.out : System.err).print(usage());
    return asked ? 0 : 2;
  }

  private static String usage() {
    return USAGE.formatted(String.join(", ", ClientConfig.names()));
  }

  private static int show(List<String> client, Map<String, String> environment, PrintStream out) {
    var launch = Launch.ofThisProgram(environment);
    if (client.isEmpty()) {
      for (var each : ClientConfig.values()) {
        out.println("# " + each.label() + ": " + each.place() + "\n");
        out.println(each.text(launch));
      }
      return 0;
    }
    var chosen = ClientConfig.of(client.getFirst());
    if (chosen.isEmpty()) {
      System.err.print(usage());
      return 2;
    }
    out.print(chosen.get().text(launch));
    Log.say("this goes into " + chosen.get().place());
    return 0;
  }

  private static int bridge(Map<String, String> environment) {
    // Whatever else prints must not get between the messages.
    System.setOut(System.err);
    var out = new Output(new FileOutputStream(FileDescriptor.out));
    try (var upstream = upstream(environment)) {
      Runtime.getRuntime().addShutdownHook(new Thread(upstream::close, "shutdown"));
      Thread.startVirtualThread(() -> findEarly(upstream));
      new Bridge(upstream, http(), out).run(new FileInputStream(FileDescriptor.in));
      return 0;
    } catch (Upstream.Missing wrong) {
      Log.say(wrong.advice());
      return 2;
    } catch (IOException gone) {
      return 0;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** A server that has to be started is started before the first message asks for it. */
  private static void findEarly(Upstream upstream) {
    try {
      upstream.find();
    } catch (Upstream.Missing later) {
      Log.say(later.advice());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpClient http() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  private static Upstream upstream(Map<String, String> environment) {
    var url = environment.getOrDefault("EVERTHREAD_URL", "").strip();
    if (url.isEmpty()) return new HomeUpstream(environment);
    var key = environment.getOrDefault("EVERTHREAD_KEY", "").strip();
    if (key.isEmpty()) {
      throw new Upstream.Missing(
          "EVERTHREAD_URL is set, so set EVERTHREAD_KEY too: a key of that server.");
    }
    return new NamedServer(new Upstream.Place(HomeUpstream.mcp(address(url)), key));
  }

  private static URI address(String url) {
    try {
      var address = URI.create(url);
      boolean isWeb = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (isWeb && address.getHost() != null) return address;
    } catch (IllegalArgumentException unreadable) {
      // Said below, as for an address of another kind.
    }
    throw new Upstream.Missing("EVERTHREAD_URL is no address such as https://memory.example.com.");
  }
}
