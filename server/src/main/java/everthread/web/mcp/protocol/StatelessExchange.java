package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of revision 2026-07-28: what the client can do stands in it, and what the client is to
 * supply is asked for by an answer, to be sent along with the same request again.
 */
final class StatelessExchange extends CallExchange {
  private static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";

  private final ObjectNode params;
  private final String method;
  private final RequestState states;

  /** What the client has supplied, in this round and those before; null until it is asked for. */
  private @Nullable ObjectNode supplied;

  StatelessExchange(Call call, RequestState states) {
    super(call);
    this.params = call.request().params();
    this.method = call.request().method();
    this.states = states;
  }

  @Override
  public @Nullable Mailbox mailbox() {
    return null;
  }

  @Override
  public boolean can(String capability) {
    return meta(StatelessEra.CAPABILITIES).path(capability).isObject();
  }

  @Override
  public void progress(double done, double total) {
    Notifications.progress(meta("progressToken"), done, total).ifPresent(outlet()::send);
  }

  @Override
  public void log(String level, JsonNode data) {
    var asked = meta(LOG_LEVEL);
    if (!asked.isTextual() || !Notifications.isAtLeast(level, asked.asText())) return;
    outlet().send(Notifications.log(level, data));
  }

  /** The client ends a request by closing its connection. */
  @Override
  public boolean isCancelled() {
    return isDropped();
  }

  @Override
  public Map<String, JsonNode> ask(Map<String, ClientRequest> requests) {
    var lacking =
        requests.values().stream().map(ClientRequest::capability).filter(c -> !can(c)).toList();
    if (!lacking.isEmpty()) throw new Interruption(new Outcome.Failed(missing(lacking)));

    var known = supplied == null ? suppliedBefore() : supplied;
    supplied = known;
    var answers = new LinkedHashMap<String, JsonNode>();
    var open = JsonTree.object();
    requests.forEach(
        (key, asked) -> {
          var answer = suppliedNow(key);
          if (answer.isObject()) known.set(key, answer);
          if (known.has(key)) {
            answers.put(key, known.get(key));
          } else {
            open.putObject(key).put("method", asked.method()).set("params", asked.params());
          }
        });
    if (open.isEmpty()) return answers;
    var state = states.seal(caller(), purpose(), known);
    throw new Interruption(new Outcome.InputRequired(open, state));
  }

  private JsonNode suppliedNow(String key) {
    return params.path("inputResponses").path(key);
  }

  private ObjectNode suppliedBefore() {
    var state = params.path("requestState");
    if (state.isMissingNode() || state.isNull()) return JsonTree.object();
    return states
        .open(caller(), purpose(), state.asText())
        .orElseThrow(
            () ->
                new Interruption(
                    Outcome.invalidParams(
                        "requestState is not one that this server gave out for this request.")));
  }

  private String purpose() {
    var name = params.path("name").asText(params.path("uri").asText(""));
    return method + " " + name + " " + JsonTree.write(params.path("arguments"));
  }

  private static RpcError missing(List<String> capabilities) {
    var data = JsonTree.object();
    var required = data.putObject("requiredCapabilities");
    capabilities.forEach(required::putObject);
    return new RpcError(
        RpcError.MISSING_CAPABILITY,
        "This needs something that the client did not say it can do; see data.",
        data);
  }
}
