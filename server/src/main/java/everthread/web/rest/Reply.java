package everthread.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** What an operation answers. */
record Reply(int status, String type, byte[] body) {

  static Reply ok(JsonNode json) {
    return new Reply(200, "application/json", Json.write(json));
  }

  static Reply created(JsonNode json) {
    return new Reply(201, "application/json", Json.write(json));
  }

  static Reply markdown(String text) {
    return new Reply(200, "text/markdown; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  static Reply deleted(String object, String id) {
    var json = Json.MAPPER.createObjectNode();
    json.put("object", object);
    json.put("id", id);
    json.put("deleted", true);
    return ok(json);
  }

  /** A page of a list; ask the store for one more than the limit to know whether there is more. */
  static <T> ObjectNode list(List<T> found, int limit, Function<T, ObjectNode> json) {
    var page = found.subList(0, Math.min(limit, found.size()));
    var data = Json.MAPPER.createArrayNode();
    page.forEach(item -> data.add(json.apply(item)));
    return list(data, found.size() > limit);
  }

  static ObjectNode list(ArrayNode data, boolean hasMore) {
    var list = Json.MAPPER.createObjectNode();
    list.put("object", "list");
    list.set("data", data);
    list.put("has_more", hasMore);
    list.set("first_id", data.isEmpty() ? null : data.get(0).get("id"));
    list.set("last_id", data.isEmpty() ? null : data.get(data.size() - 1).get("id"));
    return list;
  }
}
