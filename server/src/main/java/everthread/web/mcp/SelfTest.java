package everthread.web.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Revision;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Does what an AI client does when it connects, over real HTTP, and says in words how each step
 * went. Changes nothing that is stored. Blocks, at most some 30 seconds; thread-safe.
 */
public final class SelfTest {
  /** As what the tests of a connection show themselves. */
  public static final String AGENT = "Everthread-connection-test/1";

  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1).build();

  /**
   * How one step went.
   *
   * @param name what was tried, a few words
   * @param millis how long it took
   * @param sentence what happened, for a person
   * @param fix what to do about it, null when it went well
   */
  public record Step(String name, boolean ok, long millis, String sentence, @Nullable String fix) {}

  /**
   * Runs the steps until one fails.
   *
   * @param base of the server, such as {@code http://127.0.0.1:8377}
   * @param key with the scope read
   * @return at least one step; all went well when the last one did
   */
  public List<Step> run(URI base, String key) {
    var call = new SelfTestCall(http, base.resolve("/mcp"), key);
    var steps = new ArrayList<Step>();
    boolean connected =
        add(steps, "Connect", () -> call.send("initialize", initialize()), SelfTest::greeting);
    boolean listed =
        connected
            && add(
                steps,
                "List the tools",
                () -> call.send("tools/list", JsonTree.object()),
                SelfTest::tools);
    if (listed) {
      add(steps, "Search the memory", () -> call.send("tools/call", search()), SelfTest::hits);
    }
    return List.copyOf(steps);
  }

  private static boolean add(
      List<Step> steps,
      String name,
      Supplier<SelfTestCall.Outcome> attempt,
      Function<JsonNode, String> sentence) {
    long start = System.nanoTime();
    var outcome = attempt.get();
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    var step =
        switch (outcome) {
          case SelfTestCall.Result result ->
              new Step(name, true, millis, sentence.apply(result.body()), null);
          case SelfTestCall.Failure failure ->
              new Step(name, false, millis, failure.sentence(), failure.fix());
        };
    steps.add(step);
    return step.ok();
  }

  private static ObjectNode initialize() {
    var params = JsonTree.object().put("protocolVersion", Revision.NEWEST_WITH_HANDSHAKE.date());
    params.putObject("capabilities");
    params.putObject("clientInfo").put("name", "everthread-self-test").put("version", "1");
    return params;
  }

  private static ObjectNode search() {
    var params = JsonTree.object().put("name", "search_memory");
    params.putObject("arguments").put("query", "everthread").put("limit", 1);
    return params;
  }

  private static String greeting(JsonNode result) {
    var server = result.path("serverInfo");
    return "%s %s answered, in protocol %s."
        .formatted(
            server.path("title").asText(),
            server.path("version").asText(),
            result.path("protocolVersion").asText());
  }

  private static String tools(JsonNode result) {
    var names =
        JsonTree.stream(result.path("tools")).map(tool -> tool.path("name").asText()).toList();
    return names.size() + " tools: " + names.stream().collect(Collectors.joining(", ")) + ".";
  }

  private static String hits(JsonNode result) {
    long total = result.path("structuredContent").path("total").asLong();
    return "The search answered, with " + total + (total == 1 ? " hit." : " hits.");
  }
}
