package everthread.stdio;

import everthread.stdio.ClientMessage.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * One message of the client on its way to the server, and what comes back for it. For one thread.
 */
final class Delivery {
  /** What came after sending may have been done, so it is not sent again. */
  private static final int TRIES = 3;

  /** A server that starts or stops says 503 before it reads anything. */
  private static final long PATIENCE_MILLIS = 60_000;

  private static final long PAUSE_MILLIS = 250;

  /** More than any answer of a server of ours. */
  private static final int LONGEST_REFUSAL = 1 << 20;

  private final Upstream upstream;
  private final HttpClient http;
  private final Agreed agreed;
  private final Output out;
  private final ClientMessage message;
  private final byte[] line;
  private volatile boolean cancelled;
  private boolean answered;

  Delivery(
      Upstream upstream,
      HttpClient http,
      Agreed agreed,
      Output out,
      ClientMessage message,
      byte[] line) {
    this.upstream = upstream;
    this.http = http;
    this.agreed = agreed;
    this.out = out;
    this.message = message;
    this.line = line;
  }

  ClientMessage message() {
    return message;
  }

  /** From now on nothing more is told of it. */
  void cancel() {
    cancelled = true;
  }

  /** Sends it and passes on, in their order, all messages that come back. */
  void run() throws InterruptedException {
    try {
      var response = send();
      try (var body = response.body()) {
        take(response, body);
      }
      if (!answered && wantsAnswer()) fail("The server ended its answer early. Try again.");
    } catch (Upstream.Missing none) {
      fail(none.advice());
    } catch (ConnectException | HttpConnectTimeoutException nobody) {
      fail("Nobody answers at the address of Everthread. Start it with ./run, then try again.");
    } catch (IOException lost) {
      fail(
          "The connection to Everthread was lost before its answer came, so it may or may not have"
              + " been done. Look, then try again.");
    }
  }

  private HttpResponse<InputStream> send() throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    for (int tried = 1; ; ) {
      var place = upstream.find();
      try {
        var response = http.send(request(place), BodyHandlers.ofInputStream());
        if (response.statusCode() != 503 || System.nanoTime() > until) return response;
        response.body().close();
        Thread.sleep(PAUSE_MILLIS);
      } catch (ConnectException | HttpConnectTimeoutException nobody) {
        if (!upstream.lost(place) || tried++ >= TRIES) throw nobody;
      }
    }
  }

  private HttpRequest request(Upstream.Place place) {
    var request =
        HttpRequest.newBuilder(place.mcp())
            .header("Authorization", "Bearer " + place.key())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(BodyPublishers.ofByteArray(line));
    agreed.dress(request, message);
    return request.build();
  }

  private void take(HttpResponse<InputStream> response, InputStream body) throws IOException {
    int status = response.statusCode();
    if (status >= 400) {
      refuse(Refusal.error(status, body.readNBytes(LONGEST_REFUSAL)));
    } else if (response.headers().firstValue("Content-Type").orElse("").startsWith("text/event")) {
      try (var events = new Events(body)) {
        for (var event = events.next(); event.isPresent(); event = events.next()) {
          pass(response, event.get());
        }
      }
    } else {
      var whole = body.readAllBytes();
      if (whole.length > 0) pass(response, whole);
      else if (message.kind() == Kind.BATCH) answered = true;
    }
  }

  private void pass(HttpResponse<?> response, byte[] json) {
    var came = ClientMessage.read(json);
    if (came.kind() == Kind.NOT_JSON) return;
    if (came.kind() == Kind.RESPONSE || came.kind() == Kind.BATCH) answered = true;
    if ("initialize".equals(message.method())) agreed.initialized(response, came);
    if (!cancelled) out.write(json);
  }

  private void refuse(String error) {
    answered = true;
    if (cancelled) return;
    if (wantsAnswer()) out.error(message.id(), error);
    else Log.say("the server did not take a message that wants no answer");
  }

  private void fail(String sentence) {
    if (cancelled) return;
    if (wantsAnswer()) out.error(message.id(), UNREACHABLE, sentence);
    else Log.say("a message that wants no answer did not reach the server");
  }

  /** A batch of notifications wants none either, but then nothing fails without a word. */
  private boolean wantsAnswer() {
    return message.kind() == Kind.REQUEST || message.kind() == Kind.BATCH;
  }

  /** From the range that JSON-RPC leaves to servers. */
  private static final int UNREACHABLE = -32000;
}
