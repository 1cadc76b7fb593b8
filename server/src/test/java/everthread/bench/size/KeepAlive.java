package everthread.bench.size;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * One HTTP/1.1 connection, kept open, one request at a time: as little as can stand between the
 * clock and the server. Understands only what this server sends: a length, and no chunks.
 */
final class KeepAlive implements AutoCloseable {
  private final Socket socket;
  private final BufferedInputStream in;
  private final String host;

  /** What was answered; its head as it came. */
  record Answer(int status, String head, byte[] body) {
    /** The first cookie that was set, as it is sent back. */
    String cookie() {
      int at = head.toLowerCase(Locale.ROOT).indexOf("set-cookie:");
      if (at < 0) throw new IllegalStateException("no cookie was set, status " + status);
      return head.substring(at + 11, head.indexOf(';', at)).strip();
    }
  }

  KeepAlive(URI server) throws IOException {
    socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    host = server.getHost() + ":" + server.getPort();
  }

  Answer get(String path, Map<String, String> headers) throws IOException {
    return send("GET", path, headers, "");
  }

  Answer post(String path, Map<String, String> headers, String json) throws IOException {
    return send("POST", path, headers, json);
  }

  private Answer send(String method, String path, Map<String, String> headers, String json)
      throws IOException {
    var body = json.getBytes(StandardCharsets.UTF_8);
    var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body.length > 0) {
      if (!headers.containsKey("Content-Type")) head.append("Content-Type: application/json\r\n");
      head.append("Content-Length: " + body.length + "\r\n");
    }
    var out = socket.getOutputStream();
    out.write((head + "\r\n" + json).getBytes(StandardCharsets.UTF_8));
    out.flush();
    return answer();
  }

  private Answer answer() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) throw new EOFException("the server closed the connection");
      head.append((char) next);
    }
    var lower = head.toString().toLowerCase(Locale.ROOT);
    int at = lower.indexOf("content-length:");
    int length =
        at < 0 ? 0 : Integer.parseInt(lower.substring(at + 15, lower.indexOf('\r', at)).strip());
    return new Answer(
        Integer.parseInt(lower.substring(9, 12)), head.toString(), in.readNBytes(length));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
