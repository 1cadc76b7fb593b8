package everthread.bench.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.capture.Capture;
import everthread.capture.read.SiteFixture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Good requests of every kind, from which bad ones are made. */
final class Seeds {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The id that every fixture's capture bears. */
  static final String CAPTURE_ID = "0198c1de-7a10-7c3e-9d1e-2f6b7a0c1d2e";

  private static final String CONVERSATION =
      "{\"site\":\"claude\",\"source_id\":\"c1\",\"title\":\"T\",\"created_at\":\"2026-03-03T21:14:00Z\","
          + "\"messages\":[{\"source_id\":\"u\",\"role\":\"user\",\"text\":\"I live in Ghent.\"},"
          + "{\"source_id\":\"a\",\"parent_source_id\":\"u\",\"role\":\"assistant\",\"author\":\"A\","
          + "\"text\":\"Noted.\",\"reasoning\":\"r\",\"model\":\"m\"}]}";
  private static final String MEMORY =
      "{\"content\":\"Likes rain\",\"title\":\"T\",\"tags\":[\"a\",\"b\"],\"metadata\":{\"n\":1,\"d\":{\"e\":[1,2]}},"
          + "\"site\":\"claude\"}";

  private final String key;
  private final String memory;
  private final String conversation;
  private final List<Case> seeds = new ArrayList<>();

  private Seeds(String key, String memory, String conversation) {
    this.key = key;
    this.memory = memory;
    this.conversation = conversation;
  }

  /** Each operation of openapi.yaml several times over, each fixture, and MCP in both eras. */
  static List<Case> of(String key, String memory, String conversation) {
    var all = new Seeds(key, memory, conversation);
    for (int i = 0; i < 6; i++) all.rest();
    for (int i = 0; i < 2; i++) all.captures();
    for (int i = 0; i < 3; i++) all.mcp();
    return List.copyOf(all.seeds);
  }

  private void rest() {
    add("rereadCaptures", "POST", "/v1/captures/reread", "{\"all\":false}");
    add(
        "listConversations",
        "GET",
        "/v1/conversations?limit=5&site=claude&after=" + conversation,
        "");
    add("saveConversation", "POST", "/v1/conversations", CONVERSATION);
    add(
        "getConversation",
        "GET",
        "/v1/conversations/" + conversation + "?branch=all&format=json",
        "");
    add(
        "deleteConversation",
        "DELETE",
        "/v1/conversations/00000000-0000-7000-8000-000000000000",
        "");
    add(
        "search",
        "GET",
        "/v1/search?q=rain&limit=5&after="
            + memory
            + "&kind=all&mode=words&site=claude&project=p&role=user&tag=a"
            + "&from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z",
        "");
    add("search", "GET", "/v1/search?q=rain", "");
    add(
        "listMemories",
        "GET",
        "/v1/memory?limit=5&tag=a&state=current&site=claude&after=" + memory,
        "");
    add("addMemory", "POST", "/v1/memory", MEMORY);
    add("getMemory", "GET", "/v1/memory/" + memory, "");
    add("memoryHistory", "GET", "/v1/memory/" + memory + "/history", "");
    add("memoryReport", "GET", "/v1/memory/report?examples=3", "");
    add("listMemories", "GET", "/v1/memory?as_of=2026-01-01T00:00:00Z", "");
    add("search", "GET", "/v1/search?q=rain&mode=meaning&as_of=2026-01-01T00:00:00Z", "");
    add("updateMemory", "PATCH", "/v1/memory/" + memory, MEMORY);
    add("deleteMemory", "DELETE", "/v1/memory/mem_00000000000070008000000000000000", "");
    add(
        "extract",
        "POST",
        "/v1/extract",
        "{\"messages\":[{\"source_id\":\"1\",\"role\":\"user\",\"author\":\"A\",\"text\":\"I live in Ghent.\"}]}");
    add(
        "buildContext",
        "POST",
        "/v1/context",
        "{\"query\":\"rain\",\"max_tokens\":200,\"tags\":[\"a\"]}");
    add(
        "keepConversation",
        "POST",
        "/v1/conversations/keep",
        "{\"site\":\"claude\",\"source_id\":\"s\"}");
    add("stats", "GET", "/v1/stats", "");
    add("listSpaces", "GET", "/v1/spaces", "");
    add("createSpace", "POST", "/v1/spaces", "{\"name\":\"n\"}");
    add("listKeys", "GET", "/v1/keys?x=1", "");
    add(
        "makeKey",
        "POST",
        "/v1/keys",
        "{\"name\":\"n\",\"scopes\":[\"read\"],\"expires_at\":\"2100-01-01T00:00:00Z\"}");
    add("revokeKey", "DELETE", "/v1/keys/00000000-0000-7000-8000-000000000000", "");
    add(
        "pair",
        "POST",
        "/v1/pair",
        "{\"code\":\"ABCD-EFGH\",\"name\":\"n\",\"extension_version\":\"1\"}");
  }

  private void captures() {
    for (var fixture : SiteFixture.all()) {
      var batch = JSON.createObjectNode();
      batch.putArray("captures").add(capture(fixture.capture()));
      add("sendCaptures", "POST", "/v1/captures", batch.toString());
    }
  }

  private static ObjectNode capture(Capture capture) {
    var json = JSON.createObjectNode();
    json.put("schema", "everthread.capture.v1").put("id", capture.id().toString());
    json.put("site", capture.site().wireName());
    json.put("kind", capture.kind().name().toLowerCase(Locale.ROOT));
    json.put("url", capture.url()).put("page_url", capture.pageUrl());
    json.put("conversation_source_id", capture.conversationSourceId());
    json.put("captured_at", capture.capturedAt().toString());
    json.set("request", JSON.valueToTree(capture.request()));
    json.put("body", capture.body()).put("body_type", capture.bodyType());
    json.put("complete", capture.complete());
    json.putObject("client").put("extension", "0.1.0").put("adapter", "x/1");
    return json;
  }

  private void mcp() {
    var arguments =
        Map.of(
            "search_memory", "{\"query\":\"rain\",\"limit\":5}",
            "add_memory", "{\"content\":\"Likes rain\",\"tags\":[\"a\"],\"metadata\":{\"n\":1}}",
            "list_memories", "{\"limit\":5}",
            "get_conversation", "{\"conversation_id\":\"" + conversation + "\"}",
            "delete_memory", "{\"memory_id\":\"mem_00000000000070008000000000000000\"}",
            "get_context", "{\"topic\":\"rain\",\"max_tokens\":100}",
            "update_memory", "{\"memory_id\":\"" + memory + "\",\"content\":\"Likes snow\"}",
            "list_conversations", "{\"limit\":5}",
            "search", "{\"query\":\"rain\"}",
            "fetch", "{\"id\":\"" + memory + "\"}");
    new TreeMap<>(arguments)
        .forEach(
            (tool, given) -> {
              var params = "{\"name\":\"" + tool + "\",\"arguments\":" + given;
              handshake("tools/call", params + "}");
              stateless("tools/call", tool, params);
            });
    handshake("tools/list", "{}");
    stateless("tools/list", "", "{\"x\":1");
    for (var method : List.of("resources/list", "resources/templates/list", "prompts/list")) {
      handshake(method, "{\"cursor\":\"" + conversation + "\"}");
      stateless(method, "", "{\"x\":1");
    }
    var address = "everthread://conversation/" + conversation;
    handshake("resources/read", "{\"uri\":\"" + address + "\"}");
    stateless("resources/read", address, "{\"uri\":\"" + address + "\"");
    var recall = "{\"name\":\"recall\",\"arguments\":{\"topic\":\"rain\"}";
    handshake("prompts/get", recall + "}");
    stateless(
        "prompts/get",
        "recall",
        recall + ",\"requestState\":\"a.b\",\"inputResponses\":{\"k\":{}}");
    handshake(
        "completion/complete",
        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"recall\"},\"argument\":{\"name\":\"topic\",\"value\":\"r\"}}");
    handshake("ping", "{}");
    handshake(
        "initialize",
        "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}");
  }

  private void handshake(String method, String params) {
    add("mcp", "POST", "/mcp", message(method, params));
  }

  private void stateless(String method, String name, String openParams) {
    var meta =
        ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"t\",\"version\":\"1\"},"
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}}";
    var seed =
        seed("mcp", "POST", "/mcp", message(method, openParams + meta))
            .with("MCP-Protocol-Version", "2026-07-28")
            .with("Mcp-Method", method);
    seeds.add(name.isEmpty() ? seed : seed.with("Mcp-Name", name));
  }

  private static String message(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
  }

  private void add(String operation, String method, String target, String body) {
    seeds.add(seed(operation, method, target, body));
  }

  private Case seed(String operation, String method, String target, String body) {
    var headers = new TreeMap<String, String>();
    headers.put("Authorization", "Bearer " + key);
    if (!body.isEmpty()) headers.put("Content-Type", "application/json");
    if (operation.equals("mcp")) headers.put("Accept", "application/json, text/event-stream");
    return new Case(operation, method, target, headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
