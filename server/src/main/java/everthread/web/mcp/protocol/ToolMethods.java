package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.problem.ProblemException;
import everthread.web.mcp.protocol.ToolListener.End;
import java.time.Duration;
import java.util.Map;

/** The methods tools/list and tools/call. */
final class ToolMethods {
  /** Lists change only with a new version of the server and are the same for every caller. */
  static final Outcome.Freshness LISTS_STAY_FRESH = new Outcome.Freshness(300_000, true);

  /** Far more than any tool takes: what is beyond is no mistake that a model made. */
  private static final int MOST_ARGUMENTS = 100;

  private final ToolRegistry tools;
  private final ToolListener listener;

  ToolMethods(ToolRegistry tools, ToolListener listener) {
    this.tools = tools;
    this.listener = listener;
  }

  Map<String, Method> methods() {
    return Map.of("tools/list", this::list, "tools/call", this::call);
  }

  private Outcome list(Exchange exchange, ObjectNode params) {
    if (params.hasNonNull("cursor")) return Outcome.strangeCursor();
    var body = JsonTree.object();
    body.set("tools", tools.listing());
    return new Outcome.Result(body, LISTS_STAY_FRESH);
  }

  private Outcome call(Exchange exchange, ObjectNode params) {
    if (!params.path("name").isTextual()) return Outcome.invalidParams("tools/call needs a name.");
    var arguments = params.hasNonNull("arguments") ? params.get("arguments") : JsonTree.object();
    if (!(arguments instanceof ObjectNode object)) {
      return Outcome.invalidParams("arguments must be an object.");
    }
    if (object.size() > MOST_ARGUMENTS) {
      return Outcome.invalidParams("No tool takes more than " + MOST_ARGUMENTS + " arguments.");
    }
    return tools
        .find(params.path("name").asText())
        .map(entry -> told(exchange, entry, object))
        .orElseGet(
            () ->
                Outcome.invalidParams(
                    "Unknown tool. There are " + String.join(", ", tools.names()) + "."));
  }

  private Outcome told(Exchange exchange, ToolRegistry.Entry entry, ObjectNode arguments) {
    long began = System.nanoTime();
    var end = End.FAILED;
    try {
      var outcome = call(exchange, entry, arguments);
      end = end(outcome);
      return outcome;
    } catch (Interruption interruption) {
      end = end(interruption.outcome());
      throw interruption;
    } finally {
      listener.called(entry.tool().name(), end, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private static End end(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Denied denied -> End.DENIED;
      case Outcome.Failed failed -> End.REFUSED;
      case Outcome.Absent absent -> End.REFUSED;
      case Outcome.InputRequired asked -> End.ANSWERED;
      case Outcome.Result result ->
          result.body().path("isError").asBoolean() ? End.REFUSED : End.ANSWERED;
    };
  }

  private static Outcome call(Exchange exchange, ToolRegistry.Entry entry, ObjectNode arguments) {
    if (!exchange.caller().may(entry.tool().needs()))
      return new Outcome.Denied(entry.tool().needs());
    var given = withoutNulls(arguments);
    var result =
        entry
            .check()
            .adviceOn(given)
            .<ToolResult>map(ToolResult.Refusal::new)
            .orElseGet(() -> run(entry.tool(), exchange, given));
    return new Outcome.Result(toJson(result), null);
  }

  /** An expected failure is told to the model: it can try again or tell the person. */
  private static ToolResult run(Tool tool, Exchange exchange, ObjectNode given) {
    try {
      return tool.call(exchange, given);
    } catch (ProblemException expected) {
      return new ToolResult.Refusal("Nothing was done. " + expected.problem().detail());
    }
  }

  /** Models send null for an argument that they leave out. */
  private static ObjectNode withoutNulls(ObjectNode arguments) {
    var given = JsonTree.object();
    for (var argument : arguments.properties()) {
      if (!argument.getValue().isNull()) given.set(argument.getKey(), argument.getValue());
    }
    return given;
  }

  private static ObjectNode toJson(ToolResult result) {
    var body = JsonTree.object();
    var content = body.putArray("content");
    switch (result) {
      case ToolResult.Answer answer -> {
        content.add(new Content.Text(answer.text()).toJson());
        body.set("structuredContent", answer.data());
      }
      case ToolResult.Contents contents -> {
        contents.contents().forEach(piece -> content.add(piece.toJson()));
        if (contents.data() != null) body.set("structuredContent", contents.data());
      }
      case ToolResult.Refusal refusal -> content.add(new Content.Text(refusal.advice()).toJson());
    }
    return body.put("isError", result instanceof ToolResult.Refusal);
  }
}
