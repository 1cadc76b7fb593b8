package everthread.web.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.connecting.Attempts;
import everthread.connecting.Stage;
import everthread.connecting.Step;
import everthread.connecting.Visitor;
import everthread.problem.Problem;
import everthread.space.Principal;
import everthread.web.ClientOrigin;
import everthread.web.mcp.protocol.Answer;
import everthread.web.mcp.protocol.Message;
import everthread.web.mcp.protocol.Post;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Notes how far a client comes at the MCP endpoint, for the person who looks: whether it is let in,
 * greets, lists the tools and calls one. What a tool was asked and what it answered is not noted.
 * Thread-safe.
 */
final class ClientSteps {
  private static final String CLIENT_INFO = "io.modelcontextprotocol/clientInfo";
  private static final int MOST_SETTLED = 1_000;

  private final Attempts attempts;

  /** Keys whose calls are no news: a client makes thousands. */
  private final Set<UUID> settled = ConcurrentHashMap.newKeySet();

  ClientSteps(Attempts attempts) {
    this.attempts = attempts;
  }

  void answered(RoutingContext context, Principal caller, Post post, Answer answer) {
    if (!(post instanceof Post.Single single)) return;
    if (!(single.message() instanceof Message.Request request)) return;
    var stage = stage(request.method());
    if (stage == null || isNoNews(caller.key(), stage)) return;
    var visitor =
        Visitor.from(ClientOrigin.of(context))
            .withName(name(request.params()))
            .withPerson(caller.person());
    var step = step(stage, request, answer);
    if (step == null) return;
    attempts.note(visitor, step);
    if (stage == Stage.CALL && step.outcome() == Step.Outcome.DONE) settle(caller.key());
  }

  /** A request that did not come as far as a method. */
  void refused(RoutingContext context, Problem problem) {
    var visitor = Visitor.from(ClientOrigin.of(context));
    switch (problem.code()) {
      case "unauthenticated" ->
          attempts.note(
              visitor,
              Step.done(Stage.DOOR, "It came without a token and was told where to get one."));
      case "invalid_token" ->
          attempts.note(
              visitor,
              Step.failed(
                  Stage.DOOR,
                  "Its token or key was not accepted: it ended, was revoked, or is another"
                      + " server’s.",
                  "A client that signs in gets a new one by itself, or connects again. One with a"
                      + " key needs a new key from this page."));
      case "not_acceptable", "unsupported_media_type" ->
          attempts.note(
              visitor,
              Step.failed(
                  Stage.GREETING,
                  problem.detail(),
                  "Choose “Streamable HTTP” in the client, and the address that ends in /mcp."));
      default -> {}
    }
  }

  private static @Nullable Stage stage(String method) {
    return switch (method) {
      case "initialize", "server/discover" -> Stage.GREETING;
      case "tools/list" -> Stage.TOOLS;
      case "tools/call" -> Stage.CALL;
      default -> null;
    };
  }

  private boolean isNoNews(@Nullable UUID key, Stage stage) {
    if (key == null) return false;
    if (stage != Stage.CALL) {
      settled.remove(key);
      return false;
    }
    return settled.contains(key);
  }

  private void settle(@Nullable UUID key) {
    if (settled.size() >= MOST_SETTLED) settled.clear();
    if (key != null) settled.add(key);
  }

  private static @Nullable String name(ObjectNode params) {
    var info = params.path("clientInfo");
    if (!info.isObject()) info = params.path("_meta").path(CLIENT_INFO);
    var title = info.path("title").asText("");
    return title.isEmpty() ? info.path("name").asText(null) : title;
  }

  private static @Nullable Step step(Stage stage, Message.Request request, Answer answer) {
    return switch (answer) {
      case Answer.Begun begun -> step(stage, request, begun.message());
      case Answer.Reply reply -> step(stage, request, reply.message());
      case Answer.Forbidden forbidden ->
          Step.failed(
              stage,
              "Its key or token lacks the scope " + forbidden.needed().wireName() + ".",
              "Connect it again and allow that, or make a key for it on this page.");
      case Answer.Accepted nothing -> null;
      case Answer.Replies batch -> null;
    };
  }

  private static Step step(Stage stage, Message.Request request, ObjectNode message) {
    var error = message.path("error").path("message");
    if (error.isTextual()) {
      return Step.failed(
          stage,
          "Its " + request.method() + " was refused: " + error.asText(),
          "This is for the client’s makers to mend; a newer version of the client may do better.");
    }
    var result = message.path("result");
    return switch (stage) {
      case GREETING -> Step.done(stage, greeting(request, result));
      case TOOLS -> Step.done(stage, "It was told of " + result.path("tools").size() + " tools.");
      default -> Step.done(stage, call(request, result));
    };
  }

  private static String greeting(Message.Request request, JsonNode result) {
    return request.method().equals("initialize")
        ? "It speaks MCP, revision " + result.path("protocolVersion").asText() + "."
        : "It asked what the server can do (server/discover).";
  }

  private static String call(Message.Request request, JsonNode result) {
    var tool = request.params().path("name").asText();
    return result.path("isError").asBoolean()
        ? "It called " + tool + ", which told it what to ask otherwise."
        : "It called " + tool + " and was answered.";
  }
}
