package everthread.embedded;

import everthread.embedded.LaunchException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The port of this home's PostgreSQL: kept in a file, and another one chosen when a stranger has
 * taken it.
 */
final class Port {
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,4}");

  private Port() {}

  static int choose(Home home) throws IOException {
    var port = IntStream.concat(kept(home), random()).filter(Port::isFree).findFirst();
    var found =
        port.orElseThrow(
            () ->
                new LaunchException(
                    Reason.NO_FREE_PORT,
                    "No free port was found on 127.0.0.1 for PostgreSQL. End what listens between 15000 and 31999."));
    Home.write(home.portFile(), found + "\n");
    return found;
  }

  static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static IntStream kept(Home home) throws IOException {
    if (!Files.exists(home.portFile())) {
      return IntStream.empty();
    }
    var text = Files.readString(home.portFile()).strip();
    return NUMBER.matcher(text).matches()
        ? IntStream.of(Integer.parseInt(text)).filter(port -> port < 1 << 16)
        : IntStream.empty();
  }

  /**
   * Below the range from which systems take the ports of outgoing connections, which would come and
   * go.
   */
  private static IntStream random() {
    return ThreadLocalRandom.current().ints(100, 15_000, 32_000);
  }
}
