package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A word that is put into everything that a person or a program may send, and every kind of failure
 * provoked with it: it stands in no log, no metric and no error's answer. The server is a process
 * of its own, with the log that people have.
 */
class CanaryTest {
  private static final String CANARY = "canary7qxv0z";
  private static final String KEY = "et_canary_0123456789abcdefghijklmnopqrstuvw";

  private final Path home = OneServer.newHome();
  private final Path said = home.resolve("said.txt");
  private final List<String> errors = new ArrayList<>();
  private final int port = freePort();
  private final Process server = run();

  @BeforeEach
  void start() {
    awaitReady();
  }

  private static int freePort() {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  private Process run() {
    var classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx512m",
            "-Dlogback.configurationFile=" + Path.of("target", "classes", "logback.xml"),
            "-cp",
            classPath,
            "everthread.Main");
    command.environment().put("EVERTHREAD_HOME", home.toString());
    command.environment().put("EVERTHREAD_PORT", Integer.toString(port));
    command.environment().put("EVERTHREAD_OWNER_KEY", KEY);
    command
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()));
    try {
      return command.start();
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    server.destroy();
    server.waitFor();
  }

  private void awaitReady() {
    for (int i = 0; i < 1200; i++) {
      if (isListening() && ask("GET", "/health/ready", "").status() == 200) return;
      LockSupport.parkNanos(100_000_000);
    }
    throw new AssertionError("never ready: " + ask("GET", "/health/ready", "").text());
  }

  private boolean isListening() {
    try (var socket = new java.net.Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Test
  void the_canary_is_in_no_log_no_metric_and_no_error() throws Exception {
    fill();
    garbage();
    databaseRefuses();
    indexIsDamaged();
    databaseIsAway();
    // A page tells the way back after signing in, and MCP demands the version asked for (-32022).
    errors.removeIf(
        answer -> answer.contains("name=\"next\"") || answer.contains("\"code\":-32022"));

    assertThat(errors).hasSizeGreaterThan(40);
    assertThat(errors.stream().filter(answer -> answer.contains(CANARY))).isEmpty();
    assertThat(ask("GET", "/metrics", "").text())
        .contains("everthread_")
        .doesNotContainIgnoringCase(CANARY);
    assertThat(Files.readString(home.resolve("logs/postgres.log"))).doesNotContain(CANARY);
    var log = Files.readString(said);
    assertThat(log).contains("failed").contains("PgException").doesNotContainIgnoringCase(CANARY);
  }

  private void fill() {
    ok(
        "POST",
        "/v1/memory",
        "{\"content\":\"%1$s\",\"title\":\"%1$s\",\"tags\":[\"%1$s\"],\"metadata\":{\"%1$s\":\"%1$s\"}}"
            .formatted(CANARY));
    ok("POST", "/v1/conversations", Resident.conversation(CANARY));
    ok(
        "POST",
        "/v1/captures",
        "{\"captures\":[" + Resident.capture(UUID.randomUUID().toString(), CANARY) + "]}");
    ok("POST", "/v1/keys", "{\"name\":\"" + CANARY + "\",\"scopes\":[\"read\"]}");
    ok("POST", "/v1/spaces", "{\"name\":\"" + CANARY + "\"}");
    ok("GET", "/v1/search?q=" + CANARY, "");
    ok("GET", "/v1/memory?tag=" + CANARY, "");
    ok(
        "POST",
        "/v1/extract",
        "{\"messages\":[{\"source_id\":\"1\",\"role\":\"user\",\"text\":\"I live in "
            + CANARY
            + ".\"}]}");
    for (var tool : Doors.TOOLS.keySet())
      mcp(
          "tools/call",
          "{\"name\":\""
              + tool
              + "\",\"arguments\":{\"query\":\""
              + CANARY
              + "\",\"content\":\""
              + CANARY
              + "\",\""
              + CANARY
              + "\":1}}");
  }

  private void ok(String method, String path, String body) {
    assertThat(ask(method, path, body).status()).as(path).isLessThan(300);
  }

  private void garbage() {
    var bodies =
        List.of(
            "{\"" + CANARY,
            "{\"content\":" + CANARY + "}",
            "{\"content\":{\"" + CANARY + "\":1}}",
            "{\"content\":\"\",\"" + CANARY + "\":1}",
            "{\"content\":\"a\",\"content\":\"" + CANARY + "\"}",
            "{\"site\":\"" + CANARY + "\",\"source_id\":\"" + CANARY + "\",\"messages\":[]}",
            "{\"site\":\"claude\",\"source_id\":\"c\",\"messages\":[{\"source_id\":\"a\",\"role\":\""
                + CANARY
                + "\",\"text\":\"\"}]}",
            "{\"name\":\"a\",\"scopes\":[\"" + CANARY + "\"],\"expires_at\":\"" + CANARY + "\"}",
            "{\"code\":\"" + CANARY + "\"}",
            "{\"captures\":[{\"id\":\"" + CANARY + "\"},\"" + CANARY + "\"]}",
            CANARY);
    for (var path : List.of("/v1/memory", "/v1/conversations", "/v1/keys", "/v1/pair", "/mcp")) {
      for (var body : bodies) ask("POST", path, body);
    }
    for (var path :
        List.of(
            "/%s",
            "/v1/%s",
            "/v1/memory/%s",
            "/v1/conversations/%s?branch=%s",
            "/v1/memory?limit=%s",
            "/v1/memory?after=%s",
            "/v1/search?q=x&from=%s",
            "/v1/search?kind=%s",
            "/conversations/%s",
            "/static/%s",
            "/preview/memories/%s",
            "/v1/keys/%s")) {
      ask("GET", path.replace("%s", CANARY), "");
      ask("DELETE", path.replace("%s", CANARY), "");
      ask(CANARY.toUpperCase(java.util.Locale.ROOT), path.replace("%s", CANARY), "");
    }
    for (var header :
        List.of(
            "Authorization: Bearer %s",
            "Authorization: %s",
            "X-API-Key: %s",
            "Everthread-Space: %s",
            "Accept: %s",
            "Content-Type: %s",
            "Content-Encoding: %s",
            "Origin: https://%s",
            "Cookie: everthread_session=%s",
            "%s: %s",
            "MCP-Protocol-Version: %s",
            "traceparent: %s")) {
      var line = header.replace("%s", CANARY);
      ask("POST", "/v1/memory", "{\"content\":\"" + CANARY + "\"}", line);
      ask("POST", "/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + CANARY + "\"}", line);
      ask("GET", "/memories", "", line);
    }
    for (var method : List.of(CANARY, "tools/call", "initialize"))
      mcp(method, "{\"name\":\"" + CANARY + "\",\"protocolVersion\":\"" + CANARY + "\"}");
    ask("POST", "/sign-in", "key=" + CANARY, "Content-Type: application/x-www-form-urlencoded");
  }

  /** An error of Postgres that quotes the row, in message and detail, in a request and in a job. */
  private void databaseRefuses() {
    try (var database = HomeDatabase.of(home)) {
      database.run(
          """
          CREATE FUNCTION quote() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'refused %', NEW::text USING DETAIL = NEW::text, HINT = NEW::text; END $$
          """);
      for (var table : List.of("message", "memory")) {
        database.run(
            "CREATE TRIGGER quote BEFORE INSERT OR UPDATE ON "
                + table
                + " FOR EACH ROW EXECUTE FUNCTION quote()");
      }
      ask("POST", "/v1/memory", "{\"content\":\"" + CANARY + " again\"}");
      ask("POST", "/v1/conversations", Resident.conversation(CANARY).replace("\"u\"", "\"u2\""));
      mcp("tools/call", "{\"name\":\"add_memory\",\"arguments\":{\"content\":\"" + CANARY + "\"}}");
      ask(
          "POST",
          "/v1/captures",
          "{\"captures\":[" + Resident.capture(UUID.randomUUID().toString(), CANARY + "b") + "]}");
      awaitFailedJob(database);
      for (var table : List.of("message", "memory")) database.run("DROP TRIGGER quote ON " + table);
      database.run(
          "ALTER TABLE memory ADD CONSTRAINT quoted CHECK (content <> '" + CANARY + " third')");
      ask("POST", "/v1/memory", "{\"content\":\"" + CANARY + " third\"}");
    }
  }

  private static void awaitFailedJob(HomeDatabase database) {
    for (int i = 0; i < 400; i++) {
      if (!database.list("SELECT last_error FROM job WHERE last_error IS NOT NULL").isEmpty())
        return;
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("no job failed");
  }

  private void indexIsDamaged() throws IOException {
    try (var files = Files.walk(home.resolve("index"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().contains("lock")) Files.writeString(file, CANARY);
      }
    }
    for (int i = 0; i < 4; i++) {
      ask("POST", "/v1/memory", "{\"content\":\"" + CANARY + " " + i + "\"}");
      ask("GET", "/v1/search?q=" + CANARY, "");
    }
  }

  /**
   * The database's process, which this test's server started, is ended; the server starts it again.
   */
  private void databaseIsAway() throws IOException {
    var pid =
        Files.readString(home.resolve("database/postmaster.pid")).lines().findFirst().orElseThrow();
    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    for (int i = 0; i < 10; i++) {
      ask("POST", "/v1/memory", "{\"content\":\"" + CANARY + " away " + i + "\"}");
      ask("GET", "/v1/search?q=" + CANARY, "");
      ask("GET", "/?q=" + CANARY, "");
    }
    awaitReady();
  }

  private void mcp(String method, String params) {
    ask("POST", "/mcp", McpWords.message(false, method, params), "Accept: application/json");
  }

  private RawRequest.Raw ask(String method, String path, String body, String... headers) {
    var lines = new ArrayList<>(List.of("Host: 127.0.0.1:" + port));
    for (var name : List.of("Authorization: Bearer " + KEY, "Content-Type: application/json")) {
      boolean given =
          List.of(headers).stream().anyMatch(header -> header.startsWith(name.split(":", 2)[0]));
      if (!given) lines.add(name);
    }
    lines.addAll(List.of(headers));
    if (!body.isEmpty())
      lines.add("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
    lines.add("Connection: close");
    var request =
        method + " " + path + " HTTP/1.1\r\n" + String.join("\r\n", lines) + "\r\n\r\n" + body;
    var answer = RawRequest.ask(port, request);
    if (answer.status() >= 400) errors.add(answer.text());
    return answer;
  }
}
