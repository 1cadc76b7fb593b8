package everthread;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.web.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 by hand: sends whatever it is told to, which no client library would. */
public final class Wire implements AutoCloseable {
  private static final int PATIENCE = 300_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  public Wire(String address) {
    try {
      var uri = URI.create(address);
      socket = new Socket(uri.getHost(), uri.getPort());
      socket.setSoTimeout(PATIENCE);
      socket.setTcpNoDelay(true);
      in = new java.io.BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  /**
   * What came back.
   *
   * @param headers by lower-case name; of equal ones the last
   */
  public record Heard(int status, Map<String, String> headers, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      return Json.read(body);
    }

    String code() {
      return json().path("code").asText();
    }
  }

  /** The head of a request: the request line and headers, owner's key and host among them. */
  static String head(String method, String target, String... headers) {
    var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
    var given = List.of(headers);
    if (given.stream().noneMatch(header -> header.startsWith("Authorization"))) {
      head.append("Authorization: Bearer ").append(LiveServer.OWNER_KEY).append("\r\n");
    }
    given.forEach(header -> head.append(header).append("\r\n"));
    return head.append("\r\n").toString();
  }

  Wire send(String text) {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public Wire send(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
      return this;
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  /** Sends what may be cut off in the middle by the other side. */
  boolean sends(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  Wire endOfSending() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  public Heard hear() {
    try {
      var status = line();
      int code = Integer.parseInt(status.split(" ", 3)[1]);
      var headers = new TreeMap<String, String>();
      for (var line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      if (code == 100) return hear();
      return new Heard(code, headers, body(headers));
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (headers.containsKey("content-length")) {
      return in.readNBytes(Integer.parseInt(headers.get("content-length")));
    }
    if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) return new byte[0];
    var body = new ByteArrayOutputStream();
    for (int size = size(); size > 0; size = size()) {
      body.write(in.readNBytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int size() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) throw new IOException("the connection ended");
      if (read != '\r') line.write(read);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** True when the other side ends the connection, sending nothing more. */
  boolean isEnded() {
    try {
      return in.read() < 0;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }
}
