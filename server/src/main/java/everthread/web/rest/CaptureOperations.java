package everthread.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.capture.Capture;
import everthread.capture.CaptureStore.Outcome;
import everthread.conversation.Site;
import everthread.ingest.Intake.Result;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.web.Json;
import everthread.web.ProblemHandler;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** /v1/captures. */
final class CaptureOperations {
  private static final BodySchema SCHEMA = BodySchema.shared("capture.v1.schema.json");

  private final RestServices services;

  CaptureOperations(RestServices services) {
    this.services = services;
  }

  /** One item of the batch: a capture, or what is wrong with it. */
  private record Item(JsonNode id, @Nullable Capture capture, @Nullable Problem problem) {}

  Reply send(Call call) {
    var items = new ArrayList<Item>();
    call.body().get("captures").forEach(item -> items.add(item(item)));
    var readable = new ArrayList<Capture>();
    for (var item : items) if (item.capture() != null) readable.add(item.capture());

    var results = services.intake().accept(call.space(), readable).iterator();
    var answer = Json.MAPPER.createObjectNode();
    var list = answer.putArray("results");
    for (var item : items) {
      var result =
          item.problem() == null ? result(results.next()) : rejected(item.id(), item.problem());
      list.add(result);
      count(item, result);
    }
    return Reply.ok(answer);
  }

  private void count(Item item, ObjectNode result) {
    var status = result.path("status").asText();
    var code = result.path("problem").path("code").asText(status);
    var capture = item.capture();
    services.counted().answered(capture == null ? null : capture.site(), code);
  }

  private static Item item(JsonNode item) {
    var id = item.path("id");
    var fault = SCHEMA.check(item);
    if (fault.isPresent()) return new Item(id, null, fault.get());
    try {
      return new Item(id, capture(item), null);
    } catch (ProblemException refused) {
      return new Item(id, null, refused.problem());
    }
  }

  private static Capture capture(JsonNode item) {
    var client = item.get("client");
    return new Capture(
        UUID.fromString(item.get("id").textValue()),
        Site.ofWireName(item.get("site").textValue()).orElseThrow(),
        Capture.Kind.valueOf(item.get("kind").textValue().toUpperCase(Locale.ROOT)),
        item.get("url").textValue(),
        item.get("page_url").textValue(),
        Storable.of(item.get("conversation_source_id").textValue()),
        Times.read(item.get("captured_at").textValue()),
        request(item.get("request")),
        item.get("body").textValue(),
        storable(item.get("body_type")),
        item.get("complete").booleanValue(),
        new Capture.Client(storable(client.get("extension")), storable(client.get("adapter"))));
  }

  private static String storable(JsonNode text) {
    return Objects.requireNonNull(Storable.of(text.textValue()));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> request(JsonNode request) {
    return request.isNull() ? Map.of() : Json.MAPPER.convertValue(request, Map.class);
  }

  private static ObjectNode rejected(JsonNode id, Problem problem) {
    var json = Json.MAPPER.createObjectNode();
    json.set("id", id.isMissingNode() ? null : id);
    json.put("status", "rejected");
    json.set("problem", ProblemHandler.document(problem));
    return json;
  }

  private static ObjectNode result(Result result) {
    var problem = result.problem();
    var fate = result.fate();
    if (problem != null || fate == null) {
      return rejected(Json.MAPPER.valueToTree(result.id()), problem == null ? GONE : problem);
    }
    var json = Json.MAPPER.createObjectNode();
    json.put("id", result.id().toString());
    json.put("status", fate.name().toLowerCase(Locale.ROOT));
    switch (result.outcome()) {
      case Outcome.Read read -> json.put("conversation_id", read.conversationId().toString());
      case Outcome.Drift drift -> json.put("drift", drift.missing());
      case Outcome.Nothing() -> json.putNull("conversation_id");
      case null -> json.remove("conversation_id");
    }
    return json;
  }

  private static final Problem GONE = new Problem.NotFound("This capture is gone.");

  Reply reread(Call call) {
    boolean all = call.body().path("all").asBoolean();
    long count = services.captures().readAgain(call.space(), all);
    long jobs = services.jobs().replay(call.space());
    services.workers().wake();
    return Reply.ok(Json.MAPPER.createObjectNode().put("captures", count).put("jobs", jobs));
  }
}
