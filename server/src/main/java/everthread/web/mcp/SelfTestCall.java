package everthread.web.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.web.Json;
import everthread.web.Unreached;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Revision;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** One request as an AI client sends it, and what a person should make of a failure. */
record SelfTestCall(HttpClient http, URI endpoint, String key) {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  sealed interface Outcome {}

  record Result(JsonNode body) implements Outcome {}

  record Failure(String sentence, String fix) implements Outcome {}

  Outcome send(String method, ObjectNode params) {
    var message = JsonTree.object().put("jsonrpc", "2.0").put("id", 1).put("method", method);
    message.set("params", params);
    var request =
        HttpRequest.newBuilder(endpoint)
            .timeout(ANSWER)
            .header("Authorization", "Bearer " + key)
            .header("User-Agent", SelfTest.AGENT)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", Revision.NEWEST_WITH_HANDSHAKE.date())
            .POST(HttpRequest.BodyPublishers.ofString(JsonTree.write(message)))
            .build();
    return send(request);
  }

  private Outcome send(HttpRequest request) {
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? read(response.body()) : refused(response.statusCode());
    } catch (IOException failed) {
      var unreached = Unreached.of(failed, endpoint);
      return new Failure(unreached.sentence(), unreached.fix());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Failure("The test was stopped.", "Run it again.");
    }
  }

  private static Outcome read(String body) {
    try {
      var answer = Json.MAPPER.readTree(body);
      var result = answer.path("result");
      if (result.isObject() && !result.path("isError").asBoolean()) return new Result(result);
      var error = answer.path("error").path("message");
      return new Failure(
          "It answered with an error: "
              + error.asText(result.path("content").path(0).path("text").asText("no reason given")),
          "The server's log says more.");
    } catch (JsonProcessingException other) {
      return new Failure(
          "What answered does not speak MCP.", "Check that this address leads to Everthread.");
    }
  }

  private Outcome refused(int status) {
    return switch (status) {
      case 401 ->
          new Failure(
              "The key was not accepted.", "Make a new key under Settings and use that one.");
      case 403 ->
          new Failure(
              "The request was not allowed.",
              "Use a key with the scope read, and the address that EVERTHREAD_PUBLIC_URL names.");
      case 404, 405 ->
          new Failure(
              "There is no MCP endpoint at " + endpoint + ".",
              "Use the server's address without anything behind the port; a proxy must pass on"
                  + " /mcp.");
      case 429 -> new Failure("There were too many requests.", "Wait a minute, then try again.");
      case 502, 503, 504 ->
          new Failure(
              "Everthread is not ready (" + status + ").", "Wait a moment, then try again.");
      default ->
          new Failure("It answered with status " + status + ".", "The server's log says more.");
    };
  }
}
