package everthread.bench.mcp;

import everthread.bench.ingest.ChildServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An MCP client on one kept connection, as light as can be: load generator and server share the
 * cores. Reads an answer whether it comes as JSON or as a stream of one event.
 */
final class McpWire implements AutoCloseable {
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}""";
  private static final String INITIALIZED =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";

  private final Era era;
  private final int port;
  private final Socket socket;
  private final InputStream in;
  private final String session;

  private record Response(int status, String session, String body) {}

  /** Connects, and initializes where the era wants it. */
  McpWire(int port, Era era) throws IOException {
    this.era = era;
    this.port = port;
    this.socket = new Socket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
    this.session = era == Era.SESSION ? begin() : "";
  }

  private String begin() throws IOException {
    var begun = send("", INITIALIZE);
    if (begun.session().isEmpty()) throw new IOException("no session was given");
    var taken = send(Era.SESSION.headers("", begun.session()), INITIALIZED);
    if (taken.status() != 202) throw new IOException("the session did not begin");
    return begun.session();
  }

  /** The request of a call, to be sent any number of times. */
  byte[] request(int id, String tool, String query) {
    return bytes(era.headers(tool, session), era.call(id, tool, query));
  }

  /**
   * Sends a request and waits for its whole answer.
   *
   * @throws IOException also when the tool was not served
   */
  String call(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    var response = read();
    if (response.status() != 200 || !response.body().contains("\"isError\":false")) {
      throw new IOException("answered %d: %s".formatted(response.status(), response.body()));
    }
    return response.body();
  }

  /** Posts any other message. */
  String post(String headers, String message) throws IOException {
    return send(headers, message).body();
  }

  private Response send(String headers, String message) throws IOException {
    socket.getOutputStream().write(bytes(headers, message));
    return read();
  }

  private byte[] bytes(String headers, String message) {
    var body = message.getBytes(StandardCharsets.UTF_8);
    var head =
        """
        POST /mcp HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Authorization: Bearer %s\r
        Accept: application/json, text/event-stream\r
        Content-Type: application/json\r
        %sContent-Length: %d\r
        \r
        """
            .formatted(port, ChildServer.KEY, headers, body.length)
            .getBytes(StandardCharsets.US_ASCII);
    var request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  private Response read() throws IOException {
    int status = Integer.parseInt(line().substring(9, 12));
    int length = 0;
    boolean chunked = false;
    var given = "";
    for (var header = line(); !header.isEmpty(); header = line()) {
      var name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
      var value = header.substring(name.length() + 1).strip();
      switch (name) {
        case "content-length" -> length = Integer.parseInt(value);
        case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
        case "mcp-session-id" -> given = value;
        default -> {}
      }
    }
    var body = chunked ? chunks() : in.readNBytes(length);
    return new Response(status, given, new String(body, StandardCharsets.UTF_8));
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream(16 << 10);
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
    var line = new StringBuilder(64);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) throw new IOException("the connection ended");
      if (b != '\r') line.append((char) b);
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
