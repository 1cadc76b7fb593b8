package everthread.stdio;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;

/** A bridge between a test and a scripted server. */
abstract class BridgeScene {
  static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}\n";
  static final String PONG = "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}";
  static final String JSON = "application/json";
  static final String EVENTS = "text/event-stream";

  final ScriptedServer server = new ScriptedServer();
  final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @AfterEach
  void stop() {
    server.close();
  }

  final List<String> lines(String input) {
    said.reset();
    join(start(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))));
    return said();
  }

  final List<String> said() {
    return said.toString(StandardCharsets.UTF_8).lines().toList();
  }

  final Thread start(InputStream input) {
    var place = new Upstream.Place(server.mcp(), "et_key");
    var bridge = new Bridge(new NamedServer(place), HttpClient.newHttpClient(), new Output(said));
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                bridge.run(input);
              } catch (IOException | InterruptedException broken) {
                throw new AssertionError(broken);
              }
            });
  }

  static void write(PipedOutputStream input, String line) throws IOException {
    input.write(line.getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  final void await(int requests) {
    while (server.came.size() < requests) pause();
    pause();
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopping) {
      throw new AssertionError(stopping);
    }
  }

  static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException stopping) {
      throw new AssertionError(stopping);
    }
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stopping) {
      throw new AssertionError(stopping);
    }
  }
}
