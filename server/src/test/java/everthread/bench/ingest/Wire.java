package everthread.bench.ingest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One kept connection of HTTP/1.1, as light as can be: load generator and server share the cores.
 */
public final class Wire implements AutoCloseable {
  private final int port;
  private @Nullable Open open;

  public Wire(int port) {
    this.port = port;
  }

  private record Open(Socket socket, InputStream in) {}

  /** How a request ended. */
  public sealed interface Ended {
    /**
     * @param retryAfter seconds, -1 when it was not sent
     * @param closes whether the server said that it closes the connection
     */
    record Answered(int status, int retryAfter, boolean closes, String body) implements Ended {}

    /** Nobody listens any more. */
    record Refused() implements Ended {}

    /**
     * The connection ended before the answer.
     *
     * @param fresh whether it had been opened for this request
     */
    record Broken(boolean fresh, String how) implements Ended {}
  }

  public Ended post(String path, byte[] body) {
    return send("POST", path, body);
  }

  public Ended get(String path) {
    return send("GET", path, new byte[0]);
  }

  private Ended send(String method, String path, byte[] body) {
    var kept = open;
    Open connection;
    try {
      connection = kept == null ? connect() : kept;
      open = connection;
    } catch (ConnectException nobody) {
      return new Ended.Refused();
    } catch (IOException trouble) {
      return new Ended.Broken(true, "connecting: " + trouble.getMessage());
    }
    try {
      connection.socket().getOutputStream().write(request(method, path, body));
      var answer = read(connection.in());
      if (answer.closes()) close();
      return answer;
    } catch (IOException trouble) {
      close();
      return new Ended.Broken(kept == null, String.valueOf(trouble.getMessage()));
    }
  }

  private Open connect() throws IOException {
    var socket = new Socket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    return new Open(socket, new BufferedInputStream(socket.getInputStream(), 4096));
  }

  private byte[] request(String method, String path, byte[] body) {
    var head =
        "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(
                method,
                path,
                port,
                ChildServer.KEY,
                body.length == 0 ? "" : "Content-Type: application/json\r\n",
                body.length)
            .getBytes(StandardCharsets.US_ASCII);
    var request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  private static Ended.Answered read(InputStream in) throws IOException {
    var status = line(in);
    if (status.isEmpty()) throw new IOException("ended without an answer");
    int length = 0;
    int retryAfter = -1;
    boolean closes = false;
    for (var header = line(in); !header.isEmpty(); header = line(in)) {
      var lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:"))
        length = Integer.parseInt(lower.substring(15).strip());
      if (lower.startsWith("retry-after:"))
        retryAfter = Integer.parseInt(lower.substring(12).strip());
      if (lower.startsWith("connection:")) closes = lower.contains("close");
    }
    var body = in.readNBytes(length);
    if (body.length < length) throw new IOException("ended within the answer");
    int code = Integer.parseInt(status.substring(9, 12));
    return new Ended.Answered(code, retryAfter, closes, new String(body, StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream(64);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        if (line.size() == 0) return "";
        throw new IOException("ended within a header");
      }
      if (b != '\r') line.write(b);
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    var old = open;
    open = null;
    if (old == null) return;
    try {
      old.socket().close();
    } catch (IOException trouble) {
      throw new java.io.UncheckedIOException(trouble);
    }
  }
}
