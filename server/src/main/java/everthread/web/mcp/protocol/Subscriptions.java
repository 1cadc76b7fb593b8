package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Scope;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Who watches which resources: resources/subscribe and /unsubscribe in the handshake era,
 * subscriptions/listen in the stateless one.
 */
final class Subscriptions {
  static final String ID = "io.modelcontextprotocol/subscriptionId";

  private final Resources resources;
  private final Watches watches;

  /** One for each that may be open at once. */
  private final Semaphore streams;

  Subscriptions(Resources resources, Watches watches, Semaphore streams) {
    this.resources = resources;
    this.watches = watches;
    this.streams = streams;
  }

  Map<String, Method> ofHandshake() {
    return Map.of(
        "resources/subscribe", this::subscribe, "resources/unsubscribe", this::unsubscribe);
  }

  Map<String, Method> ofStateless() {
    return Map.of("subscriptions/listen", this::listen);
  }

  private Outcome subscribe(Exchange exchange, ObjectNode params) {
    if (!exchange.caller().may(Scope.READ)) return new Outcome.Denied(Scope.READ);
    var mailbox = exchange.mailbox();
    if (mailbox == null) return withoutSession();
    var uri = params.path("uri").asText("");
    var address = resources.address(uri);
    if (address.isEmpty()) return new Outcome.Absent(uri);
    if (!mailbox.watch(address.get(), uri)) return tooMany();
    watches.begun(mailbox);
    return done();
  }

  private Outcome unsubscribe(Exchange exchange, ObjectNode params) {
    var mailbox = exchange.mailbox();
    if (mailbox == null) return withoutSession();
    resources.address(params.path("uri").asText("")).ifPresent(mailbox::forget);
    return done();
  }

  private static Outcome done() {
    return new Outcome.Result(JsonTree.object(), null);
  }

  private static Outcome withoutSession() {
    return Outcome.invalidParams(
        "Subscriptions need the session that initialize opened: send its Mcp-Session-Id.");
  }

  private static Outcome tooMany() {
    return Outcome.invalidParams("One client can watch at most " + Mailbox.MOST + " resources.");
  }

  /** Serves as long as the stream of its answer is open. */
  private Outcome listen(Exchange exchange, ObjectNode params) {
    if (!exchange.caller().may(Scope.READ)) return new Outcome.Denied(Scope.READ);
    if (!(params.get("notifications") instanceof ObjectNode asked)) {
      return Outcome.invalidParams("subscriptions/listen needs notifications, an object.");
    }
    var outlet = exchange.outlet();
    if (!outlet.isOpen()) {
      return Outcome.invalidParams(
          "subscriptions/listen needs a client that accepts text/event-stream.");
    }
    var list = asked.path("resourcesListChanged").asBoolean();
    var mailbox = new Mailbox(exchange.caller().space(), list);
    var honoured = JsonTree.object();
    if (list) honoured.put("resourcesListChanged", true);
    if (!watch(asked, mailbox, honoured)) return tooMany();
    if (!streams.tryAcquire()) {
      return new Outcome.Failed(
          new RpcError(RpcError.INTERNAL, "Too many streams are open. Try again later."));
    }
    try {
      watches.add(mailbox);
      mailbox.opened();
      watches.begun(mailbox);
      outlet.begin();
      var acknowledged = JsonTree.object();
      acknowledged.set("notifications", honoured);
      outlet.send(
          tagged(
              Notifications.message("notifications/subscriptions/acknowledged", acknowledged),
              exchange));
      Telling.run(mailbox, outlet, message -> tagged(message, exchange));
    } finally {
      watches.remove(mailbox);
      streams.release();
    }
    var ended = JsonTree.object();
    ended.putObject("_meta").set(ID, exchange.id());
    return new Outcome.Result(ended, null);
  }

  /** What could never be a resource of ours is left out of what is honoured. */
  private boolean watch(ObjectNode asked, Mailbox mailbox, ObjectNode honoured) {
    var uris = asked.path("resourceSubscriptions");
    if (!uris.isArray()) return true;
    var watched = honoured.putArray("resourceSubscriptions");
    for (var uri : uris) {
      var address = resources.address(uri.asText(""));
      if (address.isEmpty()) continue;
      if (!mailbox.watch(address.get(), uri.asText())) return false;
      watched.add(uri.asText());
    }
    return true;
  }

  private static ObjectNode tagged(ObjectNode message, Exchange exchange) {
    message.withObjectProperty("params").withObjectProperty("_meta").set(ID, exchange.id());
    return message;
  }
}
