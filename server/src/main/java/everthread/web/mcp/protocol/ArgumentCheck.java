package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks arguments against a tool's published schema and, where they do not fit, says what to
 * change in words that a model can act on. Thread-safe.
 */
final class ArgumentCheck {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build()));

  /** More than these do not help a model. */
  private static final int SHOWN = 5;

  private final Tool tool;
  private final ObjectNode inputSchema;
  private final Schema schema;

  ArgumentCheck(Tool tool) {
    this.tool = tool;
    this.inputSchema = tool.inputSchema();
    this.schema = SCHEMAS.getSchema(inputSchema);
  }

  /** Empty when the arguments fit. */
  Optional<String> adviceOn(ObjectNode arguments) {
    var errors = schema.validate(arguments);
    if (errors.isEmpty()) {
      return UnstorableText.isIn(arguments)
          ? Optional.of(
              "Nothing was done: a text holds a NUL character or half of a surrogate pair. Send it"
                  + " again without.")
          : Optional.empty();
    }
    var wrong =
        errors.stream()
            .limit(SHOWN)
            .map(this::sentence)
            .distinct()
            .collect(Collectors.joining(" "));
    return Optional.of("Nothing was done. " + wrong + " " + whatItTakes());
  }

  private String sentence(Error error) {
    var where = error.getInstanceLocation().toString().replaceFirst("^[$/.]+", "");
    var limit = inputSchema.at(error.getSchemaLocation().getFragment().toString()).asText();
    return switch (error.getKeyword()) {
      case "required" -> "'" + error.getProperty() + "' is missing.";
      case "additionalProperties" -> "There is no argument '" + name(error) + "'.";
      case "type" -> "'" + where + "' must be of type " + limit + ".";
      case "enum" -> "'" + where + "' must be one of " + choices(error) + ".";
      case "minimum" -> "'" + where + "' must be at least " + limit + ".";
      case "maximum" -> "'" + where + "' must be at most " + limit + ".";
      case "maxLength" -> "'" + where + "' must have at most " + limit + " characters.";
      case "maxItems" -> "'" + where + "' must have at most " + limit + " items.";
      case "minLength", "pattern" -> "'" + where + "' must not be blank.";
      default -> "'" + where + "': " + error.getMessage() + ".";
    };
  }

  /** The caller's own word, cut so that it cannot fill the answer. */
  private static String name(Error error) {
    var property = error.getProperty();
    if (property == null) return "";
    return property.length() > 60 ? property.substring(0, 60) + "…" : property;
  }

  private String choices(Error error) {
    var values = inputSchema.at(error.getSchemaLocation().getFragment().toString());
    return JsonTree.stream(values).map(JsonNode::asText).collect(Collectors.joining(", "));
  }

  private String whatItTakes() {
    var required = JsonTree.stream(inputSchema.path("required")).map(JsonNode::asText).toList();
    return inputSchema.path("properties").properties().stream()
        .map(
            argument ->
                argument.getKey() + (required.contains(argument.getKey()) ? " (required)" : ""))
        .collect(Collectors.joining(", ", tool.name() + " takes ", "."));
  }
}
