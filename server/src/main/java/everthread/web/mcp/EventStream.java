package everthread.web.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Outlet;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** An answer as server-sent events; begins when the first is sent. Thread-safe. */
final class EventStream implements Outlet {
  private final HttpServerResponse response;

  EventStream(HttpServerResponse response) {
    this.response = response;
  }

  @Override
  public boolean isOpen() {
    return !response.closed() && !response.ended();
  }

  boolean hasBegun() {
    return response.headWritten();
  }

  @Override
  public synchronized void send(ObjectNode message) {
    if (!isOpen()) return;
    begin();
    var unused = response.write(event(message));
  }

  /** The last ones. */
  synchronized void end(List<ObjectNode> messages) {
    if (!isOpen()) return;
    if (!hasBegun()) head();
    var events = new StringBuilder();
    messages.forEach(message -> events.append(event(message)));
    response.end(events.toString());
  }

  private void begin() {
    if (hasBegun()) return;
    head();
    response.setChunked(true);
  }

  private void head() {
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader("X-Accel-Buffering", "no");
  }

  private static String event(ObjectNode message) {
    return "event: message\ndata: " + JsonTree.write(message) + "\n\n";
  }
}
