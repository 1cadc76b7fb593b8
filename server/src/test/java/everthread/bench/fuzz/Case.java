package everthread.bench.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request to be sent.
 *
 * @param operation of openapi.yaml, or "mcp"
 * @param target path and query, as they go on the wire
 * @param headers without those that frame the body
 */
record Case(
    String operation, String method, String target, Map<String, String> headers, byte[] body) {

  /** The operation of a request whose address or method was mutated: another one, or none. */
  static final String OTHER = "other";

  Case withBody(byte[] other) {
    return new Case(operation, method, target, headers, other);
  }

  Case withTarget(String other) {
    boolean isElsewhere = !other.split("\\?", 2)[0].equals(target.split("\\?", 2)[0]);
    return new Case(isElsewhere ? OTHER : operation, method, other, headers, body);
  }

  Case withMethod(String other) {
    return new Case(other.equals(method) ? operation : OTHER, other, target, headers, body);
  }

  Case with(String header, String value) {
    var changed = new TreeMap<>(headers);
    changed.put(header, value);
    return new Case(operation, method, target, changed, body);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (body.length > 0 || !method.equals("GET")) {
      head.append("Content-Length: " + body.length + "\r\n");
    }
    var bytes = new ByteArrayOutputStream(head.length() + body.length + 2);
    bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }
}
