package everthread.bench.mcp;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import everthread.bench.ingest.ChildServer;
import everthread.bench.ingest.Wire;
import everthread.web.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures calls of a tool over HTTP on eight connections: the product, its protocol code alone,
 * and the official Java library's server, with the same search over the same messages and with a
 * trivial tool. They take turns in every round. The product has a process of its own, the others
 * share one; all of them and the load generator share the machine.
 */
public final class McpBench {
  private static final int ROUNDS = 3;
  private static final String SEARCH = "search_memory";

  private final int messages;
  private final int calls;
  private final List<Row> rows = new ArrayList<>();

  private McpBench(int messages, int calls) {
    this.messages = messages;
    this.calls = calls;
  }

  /** What is measured, and what came out so far. */
  private record Row(String server, Era era, String tool, Load load, List<Load.Run> runs) {
    double callsPerSecond() {
      return runs.stream().mapToDouble(Load.Run::callsPerSecond).sorted().toArray()[ROUNDS / 2];
    }

    double millis(double share) {
      var sorted =
          runs.stream().flatMap(run -> run.nanos().stream()).mapToLong(Long::longValue).toArray();
      Arrays.sort(sorted);
      return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
    }
  }

  /** Arguments: how many messages are searched, and how many searches a round makes. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    int calls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
    new McpBench(messages, calls).run();
  }

  private void run() throws IOException, InterruptedException {
    try (var product = ChildServer.fresh(Map.of("EVERTHREAD_EMBEDDINGS", "off"));
        var others = new Contenders(messages)) {
      tell(product.port());
      requireSame(others.ports(), product.port());
      System.out.printf("%,d messages; all servers find the same%n", messages);
      printTokens(product.port());

      for (var tool : List.of(Trivial.NAME, SEARCH)) {
        add("official Java SDK, as built", others.sdk(), Era.SESSION, tool);
        add("official Java SDK, on the request's thread", others.immediate(), Era.SESSION, tool);
        for (var era : Era.values()) add("Everthread's protocol layer", others.layer(), era, tool);
      }
      for (var era : Era.values()) add("Everthread, whole", product.port(), era, SEARCH);
      measure();
      print(Trivial.NAME);
      print(SEARCH);
    }
  }

  private void add(String server, int port, Era era, String tool) {
    rows.add(new Row(server, era, tool, new Load(port, era, tool), new ArrayList<>()));
  }

  /** Has the product keep the messages, and waits until they are found. */
  private void tell(int port) throws IOException {
    try (var wire = new Wire(port)) {
      for (var post : Corpus.posts(messages)) {
        while (!isTaken(wire.post("/v1/conversations", post))) LockSupport.parkNanos(1_000_000_000);
      }
      while (!isFound(wire.get("/v1/stats"))) LockSupport.parkNanos(50_000_000);
    }
  }

  /** One that is told to come again later comes again. */
  private static boolean isTaken(Wire.Ended ended) throws IOException {
    if (ended instanceof Wire.Ended.Answered answered) {
      if (answered.status() < 300) return true;
      if (answered.status() == 503) return false;
    }
    throw new IOException("the messages were not kept: " + ended);
  }

  private static boolean isFound(Wire.Ended ended) {
    if (!(ended instanceof Wire.Ended.Answered answered) || answered.status() != 200) return false;
    var pending = Json.read(answered.body().getBytes(StandardCharsets.UTF_8)).path("pending");
    return pending.path("reading").asLong()
            + pending.path("extraction").asLong()
            + pending.path("index").asLong()
        == 0;
  }

  /**
   * What is compared must do the same work: those on one index find the very same; the product, on
   * an index of its own over the same messages, as many, near-equal ones perhaps in another order.
   */
  private static void requireSame(List<Integer> rivals, int product) throws IOException {
    for (var question : Corpus.questions().subList(0, 20)) {
      var found = new ArrayList<List<String>>();
      for (int port : rivals) found.add(Found.texts(port, SEARCH, question));
      int count = Found.texts(product, SEARCH, question).size();
      if (count == 0 || count != found.getFirst().size() || found.stream().distinct().count() > 1) {
        throw new IllegalStateException("the servers do not find the same");
      }
    }
  }

  private static void printTokens(int port) throws IOException {
    try (var wire = new McpWire(port, Era.SESSION)) {
      var list = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";
      var told = wire.post("MCP-Protocol-Version: 2025-11-25\r\n", list);
      var result = Json.read(told.getBytes(StandardCharsets.UTF_8)).path("result").toString();
      for (var type : List.of(EncodingType.CL100K_BASE, EncodingType.O200K_BASE)) {
        var encoding = Encodings.newLazyEncodingRegistry().getEncoding(type);
        int tokens = encoding.countTokensOrdinary(result);
        System.out.printf("tools/list: %,d tokens (%s)%n", tokens, type.getName());
      }
    }
  }

  /** The first calls are not timed: by then the compiler has seen the ways. */
  private void measure() throws IOException, InterruptedException {
    for (var row : rows) row.load().run(size(row.tool()));
    for (int round = 0; round < ROUNDS; round++) {
      for (var row : rows) row.runs().add(row.load().run(size(row.tool())));
    }
  }

  private int size(String tool) {
    return tool.equals(SEARCH) ? calls : 4 * calls;
  }

  private void print(String tool) {
    var own = rows.stream().filter(row -> row.tool().equals(tool)).toList();
    double rival = own.stream().limit(2).mapToDouble(Row::callsPerSecond).max().orElseThrow();
    System.out.printf("%n%s, %,d calls × %d rounds%n%n", tool, size(tool), ROUNDS);
    System.out.println("| server | revision | calls/s | × the SDK's better | p50 ms | p99 ms |");
    System.out.println("|---|---|---|---|---|---|");
    for (var row : own) {
      System.out.printf(
          "| %s | %s | %,.0f | %.2f | %.2f | %.2f |%n",
          row.server(),
          row.era().label(),
          row.callsPerSecond(),
          row.callsPerSecond() / rival,
          row.millis(0.5),
          row.millis(0.99));
    }
  }
}
