package everthread.web.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.problem.ProblemException;
import everthread.web.Json;
import everthread.web.Unreached;
import everthread.web.mcp.SelfTest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Requests as a client that signs in makes them. Blocks, at most ten seconds each; thread-safe. */
final class SignInCall {
  static final String FORM = "application/x-www-form-urlencoded";
  static final String JSON = "application/json";
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final long LARGEST = 1 << 20;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1).build();

  /** A step cannot go on. */
  static final class Failed extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1;

    private final String sentence;
    private final String fix;

    Failed(String sentence, String fix) {
      super("a step failed", null, false, false);
      this.sentence = sentence;
      this.fix = fix;
    }

    String sentence() {
      return sentence;
    }

    String fix() {
      return fix;
    }
  }

  /** What came back. */
  record Reply(URI from, HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    /** The body as JSON, when the status is the one that is wanted. */
    JsonNode json(int wanted) {
      expect(wanted);
      try {
        return Json.read(response.body().getBytes(StandardCharsets.UTF_8));
      } catch (ProblemException unreadable) {
        throw new Failed(
            "What " + from.getPath() + " answered is not JSON.",
            "Check that " + from.getAuthority() + " leads to Everthread and to nothing else.");
      }
    }

    void expect(int wanted) {
      if (status() == wanted) return;
      throw switch (status()) {
        case 301, 302, 303, 307, 308 ->
            new Failed(
                from + " leads on to another address.",
                "Set EVERTHREAD_PUBLIC_URL to the address that it leads to, and start the server"
                    + " again.");
        case 403 ->
            new Failed(
                "The request to " + from.getPath() + " was not allowed.",
                "Set EVERTHREAD_PUBLIC_URL to the address that clients use, and start the server"
                    + " again.");
        case 404, 405 ->
            new Failed(
                "There is nothing at " + from + ".",
                "A proxy before Everthread must pass on /.well-known/, /authorize, /token,"
                    + " /register, /revoke and /mcp as they are.");
        case 429 -> new Failed("There were too many requests.", "Wait a minute, then try again.");
        case 502, 503, 504 ->
            new Failed(
                "Everthread is not ready (" + status() + ").", "Wait a moment, then try again.");
        default -> new Failed(said(), "The server’s log says more; try again.");
      };
    }

    private String said() {
      var said = from.getPath() + " answered with status " + status();
      try {
        var error = Json.read(response.body().getBytes(StandardCharsets.UTF_8));
        var words = error.path("error_description").asText(error.path("error").asText(""));
        return words.isEmpty() ? said + "." : said + ": " + words;
      } catch (ProblemException unreadable) {
        return said + ".";
      }
    }
  }

  Reply get(URI address) {
    return send(request(address).GET());
  }

  Reply post(URI address, String type, String body) {
    return send(request(address).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  /**
   * Asks for the list of tools.
   *
   * @param token null for none
   */
  Reply tools(URI endpoint, @Nullable String token) {
    var request = request(endpoint).header("Content-Type", JSON);
    if (token != null) request.header("Authorization", "Bearer " + token);
    return send(
        request.POST(
            BodyPublishers.ofString(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{}}")));
  }

  static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static HttpRequest.Builder request(URI address) {
    return HttpRequest.newBuilder(address)
        .timeout(ANSWER)
        .header("User-Agent", SelfTest.AGENT)
        .header("Accept", "application/json, text/event-stream, text/html;q=0.5");
  }

  private Reply send(HttpRequest.Builder builder) {
    var request = builder.build();
    try {
      var whole = BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST);
      return new Reply(request.uri(), http.send(request, whole));
    } catch (IOException failed) {
      var unreached = Unreached.of(failed, request.uri());
      throw new Failed(unreached.sentence(), unreached.fix());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Failed("The test was stopped.", "Run it again.");
    }
  }
}
