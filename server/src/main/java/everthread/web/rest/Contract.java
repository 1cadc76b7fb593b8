package everthread.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import everthread.space.Scope;
import everthread.web.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The OpenAPI document as the server serves it and holds itself to it. Immutable. */
final class Contract {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  private final ObjectNode document;

  private Contract(ObjectNode document) {
    this.document = document;
  }

  static Contract load() {
    try (var yaml = Contract.class.getResourceAsStream("openapi.yaml")) {
      if (yaml == null) throw new IllegalStateException("openapi.yaml is not in the jar");
      return new Contract((ObjectNode) new YAMLMapper().readTree(yaml));
    } catch (IOException broken) {
      throw new IllegalStateException("openapi.yaml cannot be read", broken);
    }
  }

  /**
   * One operation.
   *
   * @param path as a router takes it, /v1/memory/:id
   * @param scope what the key needs, null when none is asked for
   * @param body schema of the JSON body, null when there is none
   * @param isRepeatable whether an Idempotency-Key is heeded
   */
  record Operation(
      String id,
      String method,
      String path,
      @Nullable Scope scope,
      List<Parameter> parameters,
      @Nullable BodySchema body,
      boolean bodyRequired,
      boolean isRepeatable) {
    Operation {
      parameters = List.copyOf(parameters);
    }
  }

  List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    for (var path : document.get("paths").properties()) {
      for (var method : METHODS) {
        var declared = path.getValue().get(method);
        if (declared != null) operations.add(operation(path.getKey(), method, declared));
      }
    }
    return operations;
  }

  private Operation operation(String path, String method, JsonNode declared) {
    var parameters = new ArrayList<Parameter>();
    boolean isRepeatable = false;
    for (var parameter : declared.path("parameters")) {
      var resolved = resolve(parameter);
      isRepeatable |= resolved.path("name").asText().equals(Repeats.HEADER);
      if (resolved.path("in").asText().equals("query"))
        parameters.add(Parameter.of(resolved, resolve(resolved.get("schema"))));
    }
    var schema = declared.at("/requestBody/content/application~1json/schema/$ref");
    return new Operation(
        declared.get("operationId").asText(),
        method.toUpperCase(Locale.ROOT),
        path.replaceAll("\\{(\\w+)}", ":$1"),
        Scope.ofWireName(declared.get("x-scope").asText()).orElse(null),
        parameters,
        schema.isMissingNode() ? null : BodySchema.of(document, schema.asText()),
        declared.at("/requestBody/required").asBoolean(),
        isRepeatable);
  }

  private JsonNode resolve(JsonNode node) {
    var reference = node.get("$ref");
    return reference == null ? node : document.at(reference.asText().substring(1));
  }

  byte[] json() {
    return Json.write(document);
  }
}
