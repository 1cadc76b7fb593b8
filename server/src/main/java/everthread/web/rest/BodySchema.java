package everthread.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import everthread.problem.Problem;
import everthread.problem.Problem.ValidationFailed;
import everthread.problem.Problem.ValidationFailed.Violation;
import everthread.web.Json;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A JSON Schema that bodies are checked against. Thread-safe. */
final class BodySchema {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

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
   * What is wrong with a body; empty when it fits. A text that is too long has a code of its own.
   */
  Optional<Problem> check(JsonNode body) {
    List<Error> errors = schema.validate(body);
    if (errors.isEmpty()) return Optional.empty();
    if (errors.stream().anyMatch(BodySchema::isLongText)) {
      return Optional.of(
          new Problem.TooLarge("message_too_large", "A text is longer than 4,194,304 characters."));
    }
    return Optional.of(
        new ValidationFailed(
            errors.stream().limit(MAX_VIOLATIONS).map(BodySchema::violation).toList()));
  }

  private static boolean isLongText(Error error) {
    return error.getKeyword().equals("maxLength")
        && error.getInstanceNode().textValue().length() > 4 * 1024 * 1024;
  }

  private static Violation violation(Error error) {
    var missing = error.getProperty();
    var place = error.getInstanceLocation().toString();
    return new Violation(
        error.getKeyword().equals("required") && missing != null ? place + "/" + missing : place,
        error.getMessage());
  }
}
