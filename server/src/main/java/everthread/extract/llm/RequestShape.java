package everthread.extract.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How the answer's form is asked for, the best first. Servers differ: some know JSON Schema, some
 * only "a JSON object", some neither; of two names for the answer's length each knows one.
 */
enum RequestShape {
  SCHEMA("max_tokens"),
  SCHEMA_WITH_NEW_LIMIT("max_completion_tokens"),
  JSON_OBJECT("max_tokens"),
  PLAIN("");

  private final String limit;

  RequestShape(String limit) {
    this.limit = limit;
  }

  void write(ObjectNode request, JsonNode schema, int longest) {
    if (!limit.isEmpty()) request.put(limit, longest);
    switch (this) {
      case SCHEMA, SCHEMA_WITH_NEW_LIMIT -> {
        var format = request.putObject("response_format").put("type", "json_schema");
        format
            .putObject("json_schema")
            .put("name", "facts")
            .put("strict", true)
            .set("schema", schema);
      }
      case JSON_OBJECT -> {
        request.putObject("response_format").put("type", "json_object");
        request.put("format", "json");
      }
      case PLAIN -> {}
    }
  }

  /** The next simpler one; the last is followed by itself. */
  RequestShape simpler() {
    return values()[Math.min(ordinal() + 1, values().length - 1)];
  }
}
