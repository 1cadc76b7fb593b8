package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of the handshake era: what the client is to supply is asked for on the stream of its
 * answer, and comes back by a message of its own.
 */
final class HandshakeExchange extends CallExchange {
  private final @Nullable Mailbox mailbox;
  private final ClientReplies replies;
  private final Running.Mark running;

  HandshakeExchange(
      Call call, @Nullable Mailbox mailbox, ClientReplies replies, Running.Mark running) {
    super(call);
    this.mailbox = mailbox;
    this.replies = replies;
    this.running = running;
  }

  @Override
  public @Nullable Mailbox mailbox() {
    return mailbox;
  }

  @Override
  public boolean can(String capability) {
    return outlet().isOpen();
  }

  @Override
  public void progress(double done, double total) {
    Notifications.progress(meta("progressToken"), done, total).ifPresent(outlet()::send);
  }

  /** A client that did not set a level gets what the server thinks fit. */
  @Override
  public void log(String level, JsonNode data) {
    outlet().send(Notifications.log(level, data));
  }

  @Override
  public boolean isCancelled() {
    return running.isCancelled() || isDropped();
  }

  @Override
  public Map<String, JsonNode> ask(Map<String, ClientRequest> requests) {
    if (!outlet().isOpen()) {
      throw new Interruption(
          Outcome.invalidParams(
              "This asks something of the client, which must accept text/event-stream for it."));
    }
    var asked = new LinkedHashMap<String, ClientReplies.Expected>();
    try {
      requests.forEach((key, wanted) -> asked.put(key, send(wanted)));
      var answers = new LinkedHashMap<String, JsonNode>();
      asked.forEach((key, expected) -> answers.put(key, await(expected)));
      return answers;
    } finally {
      asked.values().forEach(replies::forget);
    }
  }

  private ClientReplies.Expected send(ClientRequest wanted) {
    var expected = replies.expect(caller());
    var message =
        JsonTree.object()
            .put("jsonrpc", "2.0")
            .put("id", expected.id())
            .put("method", wanted.method());
    message.set("params", wanted.params());
    outlet().send(message);
    return expected;
  }

  private JsonNode await(ClientReplies.Expected expected) {
    return expected
        .await(this::isCancelled)
        .orElseThrow(
            () ->
                new Interruption(
                    Outcome.invalidParams("The client did not supply what it was asked for.")));
  }
}
