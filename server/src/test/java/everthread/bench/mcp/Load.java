package everthread.bench.mcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that each send their next call as soon as they have the answer to the last. */
final class Load {
  static final int CONNECTIONS = 8;

  private final int port;
  private final Era era;
  private final String tool;

  /**
   * One run.
   *
   * @param nanos of each call, from sending until its whole answer
   */
  record Run(double callsPerSecond, List<Long> nanos) {}

  Load(int port, Era era, String tool) {
    this.port = port;
    this.era = era;
    this.tool = tool;
  }

  /** One client: its connection, and the calls that it makes in turn. */
  private record Client(McpWire wire, List<byte[]> requests) {}

  private Client client(int number) throws IOException {
    var questions = Corpus.questions();
    var wire = new McpWire(port, era);
    var requests = new ArrayList<byte[]>();
    for (int id = 0; id < questions.size(); id++) {
      requests.add(wire.request(id, tool, questions.get((id + 25 * number) % questions.size())));
    }
    return new Client(wire, requests);
  }

  /**
   * Connects, sends so many calls, shared out evenly, and disconnects: a server ends a connection
   * that waits for its turn for long.
   */
  Run run(int calls) throws IOException, InterruptedException {
    var clients = new ArrayList<Client>();
    for (int number = 0; number < CONNECTIONS; number++) clients.add(client(number));
    try {
      return run(clients, calls / CONNECTIONS);
    } finally {
      for (var client : clients) client.wire().close();
    }
  }

  private static Run run(List<Client> clients, int calls) throws InterruptedException {
    var ready = new CountDownLatch(CONNECTIONS);
    var go = new CountDownLatch(1);
    var each = new ArrayList<Future<List<Long>>>();
    try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      for (var client : clients) {
        each.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  go.await();
                  return send(client.wire(), client.requests(), calls);
                }));
      }
      ready.await();
      long begun = System.nanoTime();
      go.countDown();
      var nanos = new ArrayList<Long>();
      for (var answered : each) nanos.addAll(answered.get());
      return new Run(nanos.size() / ((System.nanoTime() - begun) / 1e9), nanos);
    } catch (ExecutionException failed) {
      throw new UncheckedIOException(new IOException(failed.getCause()));
    }
  }

  private static List<Long> send(McpWire wire, List<byte[]> requests, int calls)
      throws IOException {
    var nanos = new ArrayList<Long>(calls);
    for (int i = 0; i < calls; i++) {
      long begun = System.nanoTime();
      wire.call(requests.get(i % requests.size()));
      nanos.add(System.nanoTime() - begun);
    }
    return nanos;
  }
}
