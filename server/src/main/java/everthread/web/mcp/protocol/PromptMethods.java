package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The methods prompts/list and prompts/get. */
final class PromptMethods {
  private final Map<String, Prompt> prompts = new LinkedHashMap<>();

  PromptMethods(List<Prompt> prompts) {
    for (var prompt : prompts) this.prompts.put(prompt.name(), prompt);
  }

  Map<String, Method> methods() {
    return Map.of("prompts/list", this::list, "prompts/get", this::get);
  }

  Optional<Prompt> find(String name) {
    return Optional.ofNullable(prompts.get(name));
  }

  private Outcome list(Exchange exchange, ObjectNode params) {
    if (params.hasNonNull("cursor")) return Outcome.strangeCursor();
    var body = JsonTree.object();
    var listed = body.putArray("prompts");
    prompts.values().forEach(prompt -> listed.add(listed(prompt)));
    return new Outcome.Result(body, ToolMethods.LISTS_STAY_FRESH);
  }

  private static ObjectNode listed(Prompt prompt) {
    var json =
        JsonTree.object()
            .put("name", prompt.name())
            .put("title", prompt.title())
            .put("description", prompt.description());
    var arguments = json.putArray("arguments");
    for (var argument : prompt.arguments()) {
      arguments
          .addObject()
          .put("name", argument.name())
          .put("title", argument.title())
          .put("description", argument.description())
          .put("required", argument.required());
    }
    return json;
  }

  private Outcome get(Exchange exchange, ObjectNode params) {
    var prompt = find(params.path("name").asText());
    if (prompt.isEmpty()) {
      return Outcome.invalidParams(
          "Unknown prompt. There are " + String.join(", ", prompts.keySet()) + ".");
    }
    if (!exchange.caller().may(Scope.READ)) return new Outcome.Denied(Scope.READ);
    var arguments = arguments(params);
    var missing =
        prompt.get().arguments().stream()
            .filter(Prompt.Argument::required)
            .map(Prompt.Argument::name)
            .filter(name -> arguments.getOrDefault(name, "").isBlank())
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      return Outcome.invalidParams("This prompt needs the argument " + missing + ".");
    }
    var body = JsonTree.object().put("description", prompt.get().description());
    var messages = body.putArray("messages");
    for (var line : prompt.get().get(exchange, arguments)) {
      messages.addObject().put("role", "user").set("content", line.content().toJson());
    }
    return new Outcome.Result(body, null);
  }

  private static Map<String, String> arguments(ObjectNode params) {
    var arguments = new LinkedHashMap<String, String>();
    for (var given : params.path("arguments").properties()) {
      if (given.getValue().isTextual()) arguments.put(given.getKey(), given.getValue().asText());
    }
    return arguments;
  }
}
