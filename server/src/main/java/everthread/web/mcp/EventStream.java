package everthread.web.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.web.LongWait;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Outlet;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.BooleanSupplier;

/** An answer as server-sent events; begins when the first is sent. Thread-safe. */
final class EventStream implements Outlet {
  private final RoutingContext context;
  private final HttpServerResponse response;
  private final BooleanSupplier welcome;

  EventStream(RoutingContext context) {
    this(context, () -> true);
  }

  /**
   * @param welcome whether the client may still hear what it began to hear; may block
   */
  EventStream(RoutingContext context, BooleanSupplier welcome) {
    this.context = context;
    this.response = context.response();
    this.welcome = welcome;
  }

  @Override
  public boolean isWelcome() {
    return isOpen() && welcome.getAsBoolean();
  }

  /**
   * Says so at once, and that what rests while requests are answered need not rest for this one.
   */
  @Override
  public synchronized void begin() {
    LongWait.begins(context);
    keepAlive();
  }

  @Override
  public synchronized void keepAlive() {
    if (!isOpen()) return;
    open();
    var unused = response.write(":\n\n");
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
    open();
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

  private void open() {
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
