package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.LiveServer.Caller;
import everthread.web.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A stream on which a client is told what changes; each message is waited for. */
final class McpStream implements AutoCloseable {
  private final BufferedReader lines;

  private McpStream(HttpResponse<InputStream> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /** A session's stream. */
  static McpStream get(Caller caller, String session) {
    return send(
        caller
            .request("/mcp")
            .header("Accept", "text/event-stream")
            .header("Mcp-Session-Id", session)
            .GET());
  }

  static McpStream listen(Caller caller, String notifications) {
    return listen(LiveServer.address(), caller, notifications);
  }

  /**
   * @param notifications what is to be told, as JSON
   */
  static McpStream listen(String address, Caller caller, String notifications) {
    var params = "{\"notifications\":" + notifications + "}";
    var request = caller.request("/mcp").uri(URI.create(address + "/mcp"));
    McpWords.headers(true, "subscriptions/listen", params).forEach(request::header);
    return send(
        request.POST(
            BodyPublishers.ofString(McpWords.message(true, "subscriptions/listen", params))));
  }

  private static McpStream send(HttpRequest.Builder request) {
    try {
      return new McpStream(LiveServer.http().send(request.build(), BodyHandlers.ofInputStream()));
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** The next message. */
  JsonNode next() {
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data: ")) {
          return Json.read(line.substring(6).getBytes(StandardCharsets.UTF_8));
        }
      }
      throw new AssertionError("the stream has ended");
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  /** Waits for the end; no notification may come before it. */
  void expectEndWithoutNotification() {
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        assertThat(line).doesNotContain("notifications/");
      }
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }
}
