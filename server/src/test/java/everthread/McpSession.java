package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.LiveServer.Answer;
import everthread.LiveServer.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A client of the handshake era.
 *
 * @param id its session, empty without one
 */
record McpSession(Caller caller, String id) {
  static McpSession begin(Caller caller) {
    var answer =
        new McpSession(caller, "").post("initialize", "{\"protocolVersion\":\"2025-11-25\"}");
    var id = answer.response().headers().firstValue("Mcp-Session-Id");
    assertThat(id).isPresent();
    return new McpSession(caller, id.get());
  }

  Answer post(String method, String params) {
    return send(request().POST(BodyPublishers.ofString(McpWords.message(false, method, params))));
  }

  JsonNode rpc(String method, String params) {
    return post(method, params).json();
  }

  Answer get() {
    return send(request().GET());
  }

  /** What comes of a wish for a stream; one that is opened is let go at once. */
  int statusOfStream() {
    try {
      var response = LiveServer.http().send(request().GET().build(), BodyHandlers.ofInputStream());
      response.body().close();
      return response.statusCode();
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  Answer delete() {
    return send(request().DELETE());
  }

  private HttpRequest.Builder request() {
    var request = caller.request("/mcp");
    McpWords.headers(false, "", "{}").forEach(request::header);
    return id.isEmpty() ? request : request.header("Mcp-Session-Id", id);
  }

  private static Answer send(HttpRequest.Builder request) {
    return LiveServer.send(request);
  }
}
