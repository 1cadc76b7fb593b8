package everthread.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import everthread.problem.Problem;
import everthread.problem.Problem.ValidationFailed;
import everthread.problem.Problem.ValidationFailed.Violation;
import everthread.web.Json;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A JSON Schema that bodies are checked against. Thread-safe. */
final class BodySchema {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build()));

  private static final int LONGEST_TEXT = 4 * 1024 * 1024;
  private static final int LONGEST_LIST = 400;

  /** Values in a body of ordinary size. */
  private static final int SMALL = 2_000;

  /** More would help nobody. */
  private static final int MAX_VIOLATIONS = 20;

  private final Schema schema;

  private BodySchema(Schema schema) {
    this.schema = schema;
  }

  /** A schema among a document's components, such as #/components/schemas/NewMemory. */
  static BodySchema of(ObjectNode document, String reference) {
    var root = Json.MAPPER.createObjectNode();
    root.put("$ref", reference);
    root.set("components", document.get("components"));
    return new BodySchema(REGISTRY.getSchema(root));
  }

  /** A schema of shared-schema, by its file name. */
  static BodySchema shared(String file) {
    try (var json = BodySchema.class.getResourceAsStream("/everthread/schema/" + file)) {
      if (json == null) throw new IllegalStateException(file + " is not on the class path");
      return new BodySchema(REGISTRY.getSchema(Json.MAPPER.readTree(json)));
    } catch (IOException broken) {
      throw new IllegalStateException(file + " cannot be read", broken);
    }
  }

  /**
   * What is wrong with a body; empty when it fits. A text that is too long, or a list, has a code
   * of its own. All is told of a body of ordinary size; of a larger one, what was found first: one
   * complaint for each of a million items would fill the heap.
   */
  Optional<Problem> check(JsonNode body) {
    List<Error> errors = validate(body, true);
    if (errors.isEmpty()) return Optional.empty();
    if (isSmall(body)) errors = validate(body, false);
    for (var error : errors) {
      var tooLarge = tooLarge(error);
      if (tooLarge.isPresent()) return tooLarge;
    }
    return Optional.of(
        new ValidationFailed(
            errors.stream().limit(MAX_VIOLATIONS).map(BodySchema::violation).toList()));
  }

  private List<Error> validate(JsonNode body, boolean onlyFirst) {
    return schema.validate(body, context -> context.setFailFast(onlyFirst));
  }

  private static boolean isSmall(JsonNode body) {
    int left = SMALL;
    var waiting = new ArrayDeque<JsonNode>();
    waiting.add(body);
    while (!waiting.isEmpty()) {
      var node = waiting.poll();
      left -= node.size() + 1;
      if (left < 0) return false;
      if (node.isContainerNode()) node.forEach(waiting::add);
    }
    return true;
  }

  private static Optional<Problem> tooLarge(Error error) {
    return switch (error.getKeyword()) {
      case "maxLength" -> ofText(error.getInstanceNode().textValue().length());
      case "maxItems" -> ofList(error.getInstanceNode().size());
      default -> Optional.empty();
    };
  }

  private static Optional<Problem> ofText(int length) {
    return length <= LONGEST_TEXT
        ? Optional.empty()
        : Optional.of(
            new Problem.TooLarge(
                "message_too_large", "A text of %,d characters is too long.".formatted(length)));
  }

  /** A list of tags that is too long is a fault of its own; a list of messages, one of size. */
  private static Optional<Problem> ofList(int size) {
    return size <= LONGEST_LIST
        ? Optional.empty()
        : Optional.of(
            new Problem.TooLarge(
                "batch_too_large", "A list of %,d items is too long.".formatted(size)));
  }

  private static Violation violation(Error error) {
    var missing = error.getProperty();
    var place = error.getInstanceLocation().toString();
    return new Violation(
        error.getKeyword().equals("required") && missing != null ? place + "/" + missing : place,
        error.getMessage());
  }
}
