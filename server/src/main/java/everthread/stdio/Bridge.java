package everthread.stdio;

import everthread.stdio.ClientMessage.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * MCP over standard input and output (specification, basic/transports/stdio), led on to a server's
 * HTTP endpoint. What a message means is the server's business; the bridge adds the headers that
 * HTTP wants, keeps the order of what comes back for one request, and ends what is cancelled.
 */
final class Bridge {
  private static final int NOT_JSON = -32700;
  private static final int INVALID_REQUEST = -32600;

  /** As the server's own limit on a message. */
  private static final int LONGEST = 6 << 20;

  /** After the end of its input, for the answers that are under way. */
  private static final long LAST_ANSWERS_SECONDS = 30;

  private final Upstream upstream;
  private final HttpClient http;
  private final Output out;
  private final Agreed agreed = new Agreed();
  private final SessionStream session;
  private @Nullable Thread listening;
  private boolean over;
  private final Set<Flight> flights = ConcurrentHashMap.newKeySet();

  /** Requests under way, by id. */
  private final Map<String, Flight> byId = new ConcurrentHashMap<>();

  /** A delivery and the thread that makes it. */
  private record Flight(Delivery delivery, Thread thread, CountDownLatch landed) {
    boolean endsByItself() {
      return !"subscriptions/listen".equals(delivery.message().method());
    }

    void end() {
      delivery.cancel();
      thread.interrupt();
    }
  }

  Bridge(Upstream upstream, HttpClient http, Output out) {
    this.upstream = upstream;
    this.http = http;
    this.out = out;
    this.session = new SessionStream(upstream, http, agreed, out);
  }

  /** Serves until the input ends and the answers under way have gone out. */
  void run(InputStream in) throws IOException, InterruptedException {
    var lines = new Lines(in, LONGEST);
    for (var line = lines.next(); line.isPresent() && !out.isBroken(); line = lines.next()) {
      if (!line.get().isBlank()) take(line.get());
    }
    stopListening();
    for (var flight : flights) if (!flight.endsByItself()) flight.end();
    long until = System.nanoTime() + LAST_ANSWERS_SECONDS * 1_000_000_000;
    for (var flight : flights) {
      boolean landed = flight.landed().await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (!landed) flight.end();
    }
  }

  private synchronized void stopListening() {
    over = true;
    if (listening != null) listening.interrupt();
  }

  private void take(Lines.Line line) {
    if (line.tooLong()) {
      out.error(null, INVALID_REQUEST, "A message may have at most 6 MB.");
      return;
    }
    var message = ClientMessage.read(line.bytes());
    agreed.heard(message, line.bytes());
    switch (message.kind()) {
      case NOT_JSON -> out.error(null, NOT_JSON, "This line is not JSON.");
      case NO_MESSAGE ->
          out.error(message.id(), INVALID_REQUEST, "This line is not a JSON-RPC 2.0 message.");
      case NOTIFICATION -> {
        deliver(message, line.bytes());
        if ("notifications/cancelled".equals(message.method())) cancel(message);
      }
      case REQUEST, RESPONSE, BATCH -> deliver(message, line.bytes());
    }
  }

  /** What the server tells unasked is wanted once the handshake is over. */
  private synchronized void listen() {
    if (listening == null && agreed.hasSession() && !over) {
      listening = Thread.ofVirtual().start(session::run);
    }
  }

  /** Closing the stream of its answer is how a request is cancelled over HTTP. */
  private void cancel(ClientMessage notification) {
    var cancelled = notification.cancels();
    var flight = cancelled == null ? null : byId.get(cancelled);
    if (flight != null && !"initialize".equals(flight.delivery().message().method())) flight.end();
  }

  private void deliver(ClientMessage message, byte[] line) {
    var delivery = new Delivery(upstream, http, agreed, out, message, line);
    var landed = new CountDownLatch(1);
    var thread = Thread.ofVirtual().unstarted(() -> fly(delivery, landed));
    var flight = new Flight(delivery, thread, landed);
    flights.add(flight);
    var id = message.id();
    if (message.kind() == Kind.REQUEST && id != null) byId.put(id, flight);
    thread.start();
  }

  private void fly(Delivery delivery, CountDownLatch landed) {
    try {
      delivery.run();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      if ("notifications/initialized".equals(delivery.message().method())) listen();
      landed.countDown();
      flights.removeIf(flight -> flight.delivery() == delivery);
      var id = delivery.message().id();
      if (id != null)
        byId.computeIfPresent(id, (key, flight) -> flight.delivery() == delivery ? null : flight);
    }
  }
}
