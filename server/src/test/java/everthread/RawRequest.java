package everthread;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Requests byte by byte, as no well-behaved client would send them. */
final class RawRequest {
  private RawRequest() {}

  /** A whole answer as it came. */
  record Raw(String text) {
    /** 0 when the connection was closed without an answer. */
    int status() {
      return text.startsWith("HTTP/") ? Integer.parseInt(text.split(" ", 3)[1]) : 0;
    }

    String header(String name) {
      for (var line : text.split("\r\n", -1)) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
          return line.substring(name.length() + 1).strip();
        }
      }
      return "";
    }
  }

  static Raw ask(int port, String request) {
    return ask("127.0.0.1", "127.0.0.1", port, request);
  }

  /** From one of this machine's addresses to another. */
  static Raw ask(String from, String to, int port, String request) {
    try (var socket = new Socket(InetAddress.ofLiteral(to), port, InetAddress.ofLiteral(from), 0)) {
      return ask(socket, request);
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  static Raw ask(Socket socket, String request) throws IOException {
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return new Raw(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  /** A request that asks for the connection to be closed behind it. */
  static String request(String line, String... headers) {
    var text = new StringBuilder(line).append("\r\n");
    for (var header : headers) text.append(header).append("\r\n");
    return text.append("Connection: close\r\n\r\n").toString();
  }
}
