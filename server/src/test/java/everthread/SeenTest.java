package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.LiveServer.Caller;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the server tells of itself, and what it never tells. */
class SeenTest {
  private final Caller caller = Caller.inNewSpace();

  @Test
  void ready_names_every_part() {
    var ready = LiveServer.send(open("/health/ready"));

    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.json().get("status").asText()).isEqualTo("ready");
    var parts = ready.json().get("parts");
    assertThat(parts.fieldNames())
        .toIterable()
        .containsExactly("database", "migrations", "index", "workers", "indexer", "storage");
    assertThat(parts).allMatch(part -> part.get("state").asText().equals("ok"));
  }

  @Test
  void live_says_only_that_it_lives() {
    assertThat(LiveServer.send(open("/health/live")).response().body())
        .isEqualTo("{\"status\":\"live\"}");
  }

  @Test
  void each_answer_bears_an_id_that_is_its_line_in_the_log() {
    try (var log = LogLinesCaught.open()) {
      var answer = caller.get("/v1/memory/mem_nothing");

      var id = answer.response().headers().firstValue("X-Request-Id").orElseThrow();
      awaitLine(log, id);
      assertThat(line(log, id))
          .contains("\"operation\":\"getMemory\"", "\"status\":404", "\"millis\":");
      assertThat(line(log, id)).contains("\"level\":\"info\"").doesNotContain("mem_nothing");
    }
  }

  @Test
  void the_callers_trace_is_in_the_log_if_it_is_one() {
    var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    try (var log = LogLinesCaught.open()) {
      var good =
          LiveServer.send(
              open("/health/live").header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));
      var bad = LiveServer.send(open("/health/live").header("traceparent", "00-CANARY-x-01"));

      var id = good.response().headers().firstValue("X-Request-Id").orElseThrow();
      awaitLine(log, id);
      awaitLine(log, bad.response().headers().firstValue("X-Request-Id").orElseThrow());
      assertThat(line(log, id)).contains("\"trace\":\"" + trace + "\"");
      assertThat(log.all()).doesNotContain("CANARY");
    }
  }

  @Test
  void every_meter_stands_in_the_operators_page() throws IOException {
    remember("tea");
    caller.get("/v1/search?q=tea");
    var page = Files.readString(Path.of("../docs/operations.md"));

    var ours =
        metrics()
            .lines()
            .filter(line -> line.startsWith("# TYPE everthread_"))
            .map(line -> line.split(" ", -1)[2])
            .map(name -> name.replaceAll("_max$", ""))
            .collect(Collectors.toSet());

    assertThat(ours).hasSizeGreaterThan(20).allSatisfy(name -> assertThat(page).contains(name));
  }

  @Test
  void callers_cannot_make_labels() {
    LiveServer.send(open("/nowhere/CANARY"));
    LiveServer.send(open("/conversations/CANARY"));
    LiveServer.send(
        HttpRequest.newBuilder(URI.create(LiveServer.address() + "/v1/memory"))
            .method("CANARY", BodyPublishers.noBody()));
    caller.get("/v1/search?q=CANARY&mode=words");

    assertThat(metrics()).doesNotContain("CANARY").contains("operation=\"GET unmatched\"");
  }

  @Test
  void nothing_that_was_said_is_in_the_log_the_meters_or_the_health() {
    try (var log = LogLinesCaught.open()) {
      var conversation =
          """
          {"site":"claude","source_id":"CANARY-source","title":"CANARY-title","project":"CANARY-project",
           "messages":[{"source_id":"CANARY-m","role":"user","author":"CANARY-author",
             "text":"My name is CANARY and my key is ghp_0123456789abcdefghijABCDEFGHIJ012345."}]}
          """;
      assertThat(caller.post("/v1/conversations", conversation).status()).isEqualTo(200);
      remember("CANARY likes tea");
      caller.get("/v1/search?q=CANARY+%22unclosed");
      caller.post("/v1/memory", "{\"content\":\"CANARY\"");
      caller.post("/v1/memory", "{\"content\":{\"CANARY\":1}}");
      caller.post("/v1/captures", "{\"captures\":[{\"id\":\"CANARY\",\"site\":\"CANARY\"}]}");
      caller.post("/v1/spaces", "{\"name\":\"CANARY\"}");
      new Caller("et_CANARY_0123456789abcdefghijklmnopqrstuvwxyz", null).get("/v1/memory");
      caller.post(
          "/mcp",
          """
          {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"CANARY","arguments":{"query":"CANARY"}}}
          """);
      caller.awaitFound();

      assertThat(log.all()).contains("\"operation\":\"search\"").doesNotContain("CANARY", "ghp_");
      assertThat(metrics()).contains("everthread_redactions_total").doesNotContain("CANARY");
      assertThat(LiveServer.send(open("/health/ready")).response().body()).doesNotContain("CANARY");
    }
  }

  private void remember(String text) {
    assertThat(caller.post("/v1/memory", "{\"content\":\"" + text + "\"}").status()).isEqualTo(201);
  }

  private static String metrics() {
    return LiveServer.send(open("/metrics")).response().body();
  }

  private static HttpRequest.Builder open(String path) {
    return HttpRequest.newBuilder(URI.create(LiveServer.address() + path));
  }

  /** The line is written just after the answer is sent. */
  private static void awaitLine(LogLinesCaught log, String id) {
    for (int i = 0; i < 600 && !log.all().contains(id); i++) LockSupport.parkNanos(10_000_000);
  }

  private static String line(LogLinesCaught log, String id) {
    return Pattern.compile("\n")
        .splitAsStream(log.all())
        .filter(line -> line.contains(id))
        .collect(Collectors.joining("\n"));
  }
}
