package everthread.stdio;

import everthread.stdio.ClientMessage.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * What the server tells a client of the handshake era without being asked: passed on as long as the
 * bridge runs. To a server that was started anew the session is opened anew, unseen by the client.
 * Never starts a server. For one thread.
 */
final class SessionStream {
  private static final long PAUSE_MILLIS = 1_000;
  private static final int NO_SUCH_SESSION = 404;
  private static final int NO_STREAMS = 405;

  private final Upstream upstream;
  private final HttpClient http;
  private final Agreed agreed;
  private final Output out;

  SessionStream(Upstream upstream, HttpClient http, Agreed agreed, Output out) {
    this.upstream = upstream;
    this.http = http;
    this.agreed = agreed;
    this.out = out;
  }

  /** Runs until it is interrupted, or the server says that it has no such streams. */
  void run() {
    try {
      while (agreed.hasSession() && !out.isBroken()) {
        var place = upstream.running();
        if (place.isPresent() && !follow(place.get())) return;
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Passes on until the stream ends; false when there is never to be one. */
  private boolean follow(Upstream.Place place) throws InterruptedException {
    try {
      var request = to(place).header("Accept", "text/event-stream").GET();
      agreed.dress(request);
      var response = http.send(request.build(), BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        switch (response.statusCode()) {
          case 200 -> pass(body);
          case NO_SUCH_SESSION -> renew(place);
          case NO_STREAMS -> {
            return false;
          }
          default -> {}
        }
      }
    } catch (IOException gone) {
      // The server has stopped, or the connection broke: the next look shows which.
    }
    return true;
  }

  private void pass(InputStream body) throws IOException {
    try (var events = new Events(body)) {
      for (var event = events.next(); event.isPresent(); event = events.next()) {
        if (ClientMessage.read(event.get()).kind() != Kind.NOT_JSON) out.write(event.get());
      }
    }
  }

  private void renew(Upstream.Place place) throws IOException, InterruptedException {
    for (var line : agreed.opening()) {
      var request =
          to(place)
              .header("Content-Type", "application/json")
              .header("Accept", "application/json, text/event-stream")
              .POST(BodyPublishers.ofByteArray(line));
      var message = ClientMessage.read(line);
      agreed.dress(request, message);
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      if ("initialize".equals(message.method())) {
        agreed.initialized(answer, ClientMessage.read(answer.body()));
      }
    }
  }

  private static HttpRequest.Builder to(Upstream.Place place) {
    return HttpRequest.newBuilder(place.mcp()).header("Authorization", "Bearer " + place.key());
  }
}
