package everthread;

import everthread.space.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every way in, and how a stranger would knock. A route, method or tool that the server has and
 * this list has not makes {@link StrangersTest} red.
 */
final class Doors {
  /** What guards a door. */
  enum Guard {
    /** A key with a scope. */
    KEY,
    /** A session's cookie, and its token where something is changed. */
    SESSION,
    /** Nothing: it holds nothing of anybody's. */
    OPEN
  }

  /**
   * A request. {@code {CONVERSATION}} and the like in path and body stand for an id of that kind.
   *
   * @param body a form's for pages, else JSON; empty for none
   */
  record Knock(String path, String body) {}

  /**
   * A way in.
   *
   * @param route method and path as the router has them
   * @param scope what a key needs, null for pages and open doors
   * @param repeatable whether the same request gives the same answer twice
   */
  record Door(
      String route, Guard guard, @Nullable Scope scope, boolean repeatable, List<Knock> knocks) {
    String method() {
      return route.substring(0, route.indexOf(' '));
    }
  }

  static final List<Door> ALL = new ArrayList<>();

  private static final String CONVERSATION_PAGE = "/conversations/{CONVERSATION}";
  private static final String SAVED =
      "{\"site\":\"claude\",\"source_id\":\"s\",\"messages\":[{\"source_id\":\"{MESSAGE}\",\"role\":\"user\",\"text\":\"hello\"}]}";
  private static final String DIALOGUE =
      "{\"messages\":[{\"source_id\":\"{MESSAGE}\",\"role\":\"user\",\"text\":\"I live in Ghent.\"}]}";

  static {
    rest(
        "GET /v1/conversations",
        Scope.READ,
        "?limit=5",
        "?after={CONVERSATION}",
        "?after={MEMORY}");
    knock("POST /v1/conversations", Scope.WRITE, false, new Knock("/v1/conversations", SAVED));
    rest("GET /v1/conversations/:id", Scope.READ, "", "?branch=all", "?format=markdown");
    rest("DELETE /v1/conversations/:id", Scope.WRITE, "");
    knock(
        "POST /v1/conversations/keep",
        Scope.WRITE,
        true,
        new Knock(
            "/v1/conversations/keep", "{\"site\":\"claude\",\"source_id\":\"{CONVERSATION}\"}"));
    knock(
        "POST /v1/captures",
        Scope.CAPTURE,
        false,
        new Knock("/v1/captures", "{\"captures\":[{CAPTURED}]}"));
    knock(
        "POST /v1/captures/reread",
        Scope.WRITE,
        false,
        new Knock("/v1/captures/reread", "{\"all\":true}"));
    rest(
        "GET /v1/search",
        Scope.READ,
        "?q={CANARY}",
        "?q={CANARY}&mode=words&kind=memory",
        "?q=tea&after={MESSAGE}",
        "?q=tea&after={MEMORY}",
        "?q={CANARY}&as_of=2030-01-01T00:00:00Z",
        "?q=&tag={CANARY}");
    knock(
        "POST /v1/context",
        Scope.READ,
        true,
        new Knock("/v1/context", "{\"query\":\"{CANARY}\",\"tags\":[\"{CANARY}\"]}"));
    rest(
        "GET /v1/memory",
        Scope.READ,
        "",
        "?tag={CANARY}",
        "?after={MEMORY}",
        "?as_of=2030-01-01T00:00:00Z",
        "?state=superseded");
    rest("GET /v1/memory/report", Scope.READ, "");
    knock(
        "GET /v1/memory/:id/history",
        Scope.READ,
        true,
        new Knock("/v1/memory/{MEMORY}/history", ""),
        new Knock("/v1/memory/{CONVERSATION}/history", ""));
    knock("POST /v1/memory", Scope.WRITE, false, new Knock("/v1/memory", "{\"content\":\"mine\"}"));
    for (var method : List.of("GET", "DELETE")) {
      knock(
          method + " /v1/memory/:id",
          method.equals("GET") ? Scope.READ : Scope.WRITE,
          true,
          new Knock("/v1/memory/{MEMORY}", ""),
          new Knock("/v1/memory/{CONVERSATION}", ""));
    }
    knock(
        "PATCH /v1/memory/:id",
        Scope.WRITE,
        true,
        new Knock("/v1/memory/{MEMORY}", "{\"content\":\"taken over\"}"),
        new Knock("/v1/memory/{MEMORY}", "{\"state\":\"superseded\"}"));
    knock("POST /v1/extract", Scope.READ, true, new Knock("/v1/extract", DIALOGUE));
    rest("GET /v1/stats", Scope.READ, "");
    rest("GET /v1/spaces", Scope.READ, "");
    knock("POST /v1/spaces", Scope.ADMIN, false, new Knock("/v1/spaces", "{\"name\":\"n\"}"));
    rest("GET /v1/keys", Scope.ADMIN, "");
    knock(
        "POST /v1/keys",
        Scope.ADMIN,
        false,
        new Knock("/v1/keys", "{\"name\":\"n\",\"space_id\":\"{SPACE}\"}"));
    knock("DELETE /v1/keys/:id", Scope.ADMIN, true, new Knock("/v1/keys/{KEY}", ""));

    open("POST /v1/pair", new Knock("/v1/pair", "{\"code\":\"ABCD-EFGH\"}"));
    for (var document :
        List.of(
            "oauth-authorization-server",
            "openid-configuration",
            "oauth-protected-resource",
            "oauth-protected-resource/mcp",
            "oauth-protected-resource/api/mcp")) {
      open("GET /.well-known/" + document, new Knock("/.well-known/" + document, ""));
    }
    open("POST /token", new Knock("/token", "grant_type=authorization_code&code={KEY}"));
    open("POST /register", new Knock("/register", "{\"redirect_uris\":[\"{CONVERSATION}\"]}"));
    open("POST /revoke", new Knock("/revoke", "token={KEY}&client_id={CONVERSATION}"));
    open("GET /health/live", new Knock("/health/live", ""));
    open("GET /health/ready", new Knock("/health/ready", ""));
    open("GET /metrics", new Knock("/metrics", ""));
    open("GET /openapi.json", new Knock("/openapi.json", ""));
    open("GET /static/", new Knock("/static/{CONVERSATION}", ""));
    open("GET /sign-in", new Knock("/sign-in", ""), new Knock("/sign-in?code={KEY}", ""));
    open("POST /sign-in", new Knock("/sign-in", "key={KEY}&next=/conversations/{CONVERSATION}"));

    // It tells how long the search took.
    session(
        "GET /",
        false,
        List.of(
            new Knock("/", ""), new Knock("/?q={CANARY}", ""), new Knock("/?q=tag:{CANARY}", "")));
    page("GET /conversations/:id", CONVERSATION_PAGE, CONVERSATION_PAGE + "?at={MESSAGE}");
    page("GET /conversations/:id/part", CONVERSATION_PAGE + "/part?from=0");
    page("GET /conversations/:id/markdown", CONVERSATION_PAGE + "/markdown");
    page(
        "GET /preview/messages/:conversation/:message",
        "/preview/messages/{CONVERSATION}/{MESSAGE}");
    page("GET /preview/memories/:memory", "/preview/memories/{MEMORY}");
    form("POST /conversations/restore", "/conversations/restore", "id={CONVERSATION}");
    form("POST /conversations/:id/delete", CONVERSATION_PAGE + "/delete", "");
    page("GET /memories", "/memories", "/memories?after={MEMORY}", "/memories?show={MEMORY}");
    page("GET /memories/report", "/memories/report");
    freshForm("POST /memories/report/clean", "/memories/report/clean", "kind=duplicate");
    form("POST /memories/report/restore", "/memories/report/restore", "id=1&id=1700000000000000");
    freshForm("POST /memories", "/memories", "content=of+my+own&tags=x");
    form("POST /memories/delete", "/memories/delete", "id={MEMORY}");
    form("POST /memories/restore", "/memories/restore", "id={MEMORY}");
    form("POST /memories/:id", "/memories/{MEMORY}", "content=taken+over");
    form("POST /memories/:id/keep", "/memories/{MEMORY}/keep", "");
    form("POST /memories/:id/dismiss", "/memories/{MEMORY}/dismiss", "");
    form("POST /memories/:id/delete", "/memories/{MEMORY}/delete", "");
    freshPage("GET /connect", "/connect");
    freshForm("POST /connect/key", "/connect/key", "client=cursor");
    freshPage("GET /connect/attempts", "/connect/attempts");
    freshForm("POST /connect/test", "/connect/test", "key=et_none");
    freshForm("POST /connect/sign-in", "/connect/sign-in", "client={CANARY}");
    form("POST /connect/browsers/:key/unpair", "/connect/browsers/{KEY}/unpair", "");
    freshPage("GET /status", "/status");
    freshPage("GET /status/diagnostics", "/status/diagnostics");
    freshForm("POST /status/retry", "/status/retry", "");
    freshForm("POST /status/read-again", "/status/read-again", "site=claude");
    freshForm("POST /status/rebuild", "/status/rebuild", "");
    freshPage("GET /settings", "/settings");
    form("POST /settings/theme", "/settings/theme", "theme=dark&back=" + CONVERSATION_PAGE);
    form("POST /settings/keyboard", "/settings/keyboard", "keys=on");
    freshForm("POST /settings/keys", "/settings/keys", "name=n&scope=read");
    form("POST /settings/keys/:key/revoke", "/settings/keys/{KEY}/revoke", "");
    page(
        "GET /authorize",
        "/authorize?client_id=everthread-client-{KEY}",
        "/authorize?client_id={CONVERSATION}&redirect_uri=https://x.example/");
    form("POST /authorize", "/authorize", "request=client_id%3D{KEY}&answer=allow");
    form("POST /settings/connections/:connection/end", "/settings/connections/{KEY}/end", "");
    form("POST /settings/clients", "/settings/clients", "name=n&redirect_uris=ftp://x");
    form("POST /settings/clients/:client/forget", "/settings/clients/{KEY}/forget", "");
    freshForm("POST /space", "/space", "space={SPACE}");
    // The last, because it ends the session that knocks.
    freshForm("POST /sign-out", "/sign-out", "");
  }

  /** What is called over MCP, in each era; tools by their name. */
  static final Map<String, String> TOOLS = new LinkedHashMap<>();

  static {
    TOOLS.put("search_memory", "{\"query\":\"{CANARY}\"}");
    TOOLS.put("list_memories", "{\"after\":\"{MEMORY}\",\"tag\":\"{CANARY}\"}");
    TOOLS.put(
        "get_conversation", "{\"conversation_id\":\"{CONVERSATION}\",\"after\":\"{MESSAGE}\"}");
    TOOLS.put("delete_memory", "{\"memory_id\":\"{MEMORY}\"}");
    TOOLS.put("add_memory", "{\"content\":\"of my own\"}");
    TOOLS.put("get_context", "{\"query\":\"{CANARY}\",\"tags\":[\"{CANARY}\"]}");
    TOOLS.put("get_memory", "{\"memory_id\":\"{MEMORY}\"}");
    TOOLS.put("update_memory", "{\"memory_id\":\"{MEMORY}\",\"content\":\"taken over\"}");
    TOOLS.put("list_conversations", "{\"after\":\"{CONVERSATION}\"}");
    TOOLS.put("list_tags", "{}");
    TOOLS.put("memory_stats", "{}");
    TOOLS.put("export_memories", "{\"after\":\"{MEMORY}\",\"tag\":\"{CANARY}\"}");
    TOOLS.put("search", "{\"query\":\"{CANARY}\"}");
    TOOLS.put("fetch", "{\"id\":\"{MEMORY}\"}");
    // Taken, but not listed.
    TOOLS.put("save_memory", "{\"content\":\"of my own\"}");
    TOOLS.put("search_memories", "{\"query\":\"{CANARY}\"}");
    TOOLS.put("inject_memory", "{\"query\":\"{CANARY}\"}");
    TOOLS.put("get_all_tags", "{}");
    TOOLS.put("batch_save_memories", "{\"memories\":[{\"content\":\"of my own\"}]}");
    TOOLS.put("import_memories", "{\"memories\":[{\"content\":\"of my own\"}]}");
  }

  /** Tools that need the scope write. */
  static final Set<String> WRITING =
      Set.of(
          "add_memory",
          "delete_memory",
          "update_memory",
          "save_memory",
          "batch_save_memories",
          "import_memories");

  /** Tools that answer something of the caller's own, and so not twice the same. */
  static final Set<String> FRESH =
      Set.of(
          "add_memory",
          "save_memory",
          "batch_save_memories",
          "import_memories",
          "list_tags",
          "get_all_tags",
          "memory_stats",
          "list_conversations");

  /** Methods that are not tools, with their parameters. */
  static final Map<String, String> METHODS =
      Map.of(
          "initialize", "{\"protocolVersion\":\"2025-11-25\"}",
          "ping", "{}",
          "tools/list", "{}",
          "server/discover", "{}",
          "resources/list", "{}",
          "resources/templates/list", "{}",
          "resources/read", "{\"uri\":\"everthread://conversation/{CONVERSATION}\"}",
          "prompts/list", "{}",
          "prompts/get", "{\"name\":\"recall\",\"arguments\":{\"topic\":\"{CANARY}\"}}",
          "completion/complete",
              "{\"ref\":{\"type\":\"ref/resource\",\"uri\":\"everthread://conversation/{id}\"},\"argument\":{\"name\":\"id\",\"value\":\"{CONVERSATION}\"}}");

  private Doors() {}

  private static void rest(String route, Scope scope, String... queries) {
    var path = route.substring(route.indexOf(' ') + 1).replace(":id", "{CONVERSATION}");
    knock(
        route,
        scope,
        true,
        Arrays.stream(queries).map(query -> new Knock(path + query, "")).toArray(Knock[]::new));
  }

  private static void knock(String route, Scope scope, boolean repeatable, Knock... knocks) {
    ALL.add(new Door(route, Guard.KEY, scope, repeatable, List.of(knocks)));
  }

  private static void open(String route, Knock... knocks) {
    ALL.add(new Door(route, Guard.OPEN, null, false, List.of(knocks)));
  }

  private static void page(String route, String... paths) {
    session(route, true, Arrays.stream(paths).map(path -> new Knock(path, "")).toList());
  }

  private static void freshPage(String route, String path) {
    session(route, false, List.of(new Knock(path, "")));
  }

  private static void form(String route, String path, String body) {
    session(route, true, List.of(new Knock(path, body)));
  }

  private static void freshForm(String route, String path, String body) {
    session(route, false, List.of(new Knock(path, body)));
  }

  private static void session(String route, boolean repeatable, List<Knock> knocks) {
    ALL.add(new Door(route, Guard.SESSION, null, repeatable, knocks));
  }
}
