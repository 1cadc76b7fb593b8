package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The method completion/complete: values for an argument that a person begins to type. */
final class CompletionMethod {
  /** As many as the specification allows. */
  private static final int SHOWN = 100;

  private final PromptMethods prompts;
  private final @Nullable Resources resources;

  CompletionMethod(PromptMethods prompts, @Nullable Resources resources) {
    this.prompts = prompts;
    this.resources = resources;
  }

  Map<String, Method> methods() {
    return Map.of("completion/complete", this::complete);
  }

  private Outcome complete(Exchange exchange, ObjectNode params) {
    var name = params.path("argument").path("name");
    var begun = params.path("argument").path("value");
    if (!name.isTextual() || !begun.isTextual()) {
      return Outcome.invalidParams("completion/complete needs an argument with name and value.");
    }
    if (!exchange.caller().may(Scope.READ)) return new Outcome.Denied(Scope.READ);
    return values(exchange, params.path("ref"), name.asText(), begun.asText())
        .<Outcome>map(values -> new Outcome.Result(json(values), null))
        .orElseGet(() -> Outcome.invalidParams("ref names no prompt or template of this server."));
  }

  private Optional<List<String>> values(
      Exchange exchange, JsonNode ref, String argument, String begun) {
    if (ref.path("type").asText().equals("ref/prompt")) {
      return prompts
          .find(ref.path("name").asText())
          .map(prompt -> prompt.complete(exchange, argument, begun));
    }
    var uri = ref.path("uri").asText();
    boolean known =
        resources != null
            && ref.path("type").asText().equals("ref/resource")
            && resources.templates().stream().anyMatch(one -> one.uriTemplate().equals(uri));
    return known && resources != null
        ? Optional.of(resources.complete(exchange.caller(), uri, argument, begun))
        : Optional.empty();
  }

  private static ObjectNode json(List<String> values) {
    var body = JsonTree.object();
    var completion = body.putObject("completion");
    var shown = completion.putArray("values");
    values.stream().limit(SHOWN).forEach(shown::add);
    completion.put("total", values.size()).put("hasMore", values.size() > SHOWN);
    return body;
  }
}
