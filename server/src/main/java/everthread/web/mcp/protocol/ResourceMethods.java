package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Scope;
import java.util.Map;

/** The methods resources/list, resources/templates/list and resources/read. */
final class ResourceMethods {
  /** A person's things change at any time, and are theirs alone. */
  private static final Outcome.Freshness PRIVATE = new Outcome.Freshness(0, false);

  private final Resources resources;

  ResourceMethods(Resources resources) {
    this.resources = resources;
  }

  Map<String, Method> methods() {
    return Map.of(
        "resources/list", this::list,
        "resources/templates/list", this::templates,
        "resources/read", this::read);
  }

  private Outcome list(Exchange exchange, ObjectNode params) {
    if (!exchange.caller().may(Scope.READ)) return new Outcome.Denied(Scope.READ);
    var cursor = params.path("cursor");
    if (!cursor.isMissingNode() && !cursor.isNull() && !cursor.isTextual()) {
      return Outcome.strangeCursor();
    }
    return resources
        .list(exchange.caller(), cursor.isTextual() ? cursor.asText() : null)
        .<Outcome>map(page -> new Outcome.Result(json(page), PRIVATE))
        .orElseGet(Outcome::strangeCursor);
  }

  private static ObjectNode json(Resources.Page page) {
    var body = JsonTree.object();
    var listed = body.putArray("resources");
    for (var resource : page.resources()) {
      var json =
          listed
              .addObject()
              .put("uri", resource.uri())
              .put("name", resource.name())
              .put("title", resource.title())
              .put("description", resource.description())
              .put("mimeType", resource.mimeType());
      var modified = resource.lastModified();
      if (modified != null) json.putObject("annotations").put("lastModified", modified);
    }
    if (page.next() != null) body.put("nextCursor", page.next());
    return body;
  }

  private Outcome templates(Exchange exchange, ObjectNode params) {
    if (params.hasNonNull("cursor")) return Outcome.strangeCursor();
    var body = JsonTree.object();
    var listed = body.putArray("resourceTemplates");
    for (var template : resources.templates()) {
      listed
          .addObject()
          .put("uriTemplate", template.uriTemplate())
          .put("name", template.name())
          .put("title", template.title())
          .put("description", template.description())
          .put("mimeType", template.mimeType());
    }
    return new Outcome.Result(body, ToolMethods.LISTS_STAY_FRESH);
  }

  private Outcome read(Exchange exchange, ObjectNode params) {
    if (!params.path("uri").isTextual())
      return Outcome.invalidParams("resources/read needs a uri.");
    if (!exchange.caller().may(Scope.READ)) return new Outcome.Denied(Scope.READ);
    var uri = params.path("uri").asText();
    return resources
        .read(exchange.caller(), uri)
        .<Outcome>map(
            contents -> {
              var body = JsonTree.object();
              var parts = body.putArray("contents");
              contents.forEach(part -> parts.add(part.toJson()));
              return new Outcome.Result(body, PRIVATE);
            })
        .orElseGet(() -> new Outcome.Absent(uri));
  }
}
