package everthread.stdio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** Makes the error of a JSON-RPC answer out of an HTTP answer that is none. Pure. */
final class Refusal {
  private static final JsonFactory JSON = new JsonFactory();

  private Refusal() {}

  /**
   * The error as a JSON object: the one in the body, where the body is a JSON-RPC error, or else
   * what its status and its problem details (RFC 9457) say.
   */
  static String error(int status, byte[] body) {
    if (status == 401) return error(status, wrongKey());
    var found = new Reading();
    try (var parser = JSON.createParser(body)) {
      found.read(parser);
    } catch (IOException notJson) {
      return error(status, "The server answered with HTTP status " + status + ".");
    }
    if (found.error != null) return found.error;
    var detail = found.detail;
    return error(
        status, detail == null ? "The server answered with HTTP status " + status + "." : detail);
  }

  private static String error(int code, String sentence) {
    return "{\"code\":" + code + ",\"message\":" + ClientMessage.quoted(sentence) + "}";
  }

  private static String wrongKey() {
    return "Everthread does not take this key. Set EVERTHREAD_KEY to one from its Settings page, or"
        + " leave it out to use the owner's key of the home on this machine.";
  }

  private static final class Reading {
    private @Nullable String error;
    private @Nullable String detail;

    void read(JsonParser parser) throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) return;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var name = parser.currentName();
        var token = parser.nextToken();
        if (name.equals("error") && token == JsonToken.START_OBJECT) error = copy(parser);
        else if (name.equals("detail") && token == JsonToken.VALUE_STRING)
          detail = parser.getText();
        else parser.skipChildren();
      }
    }

    private static String copy(JsonParser parser) throws IOException {
      var text = new StringWriter();
      try (var generator = JSON.createGenerator(text)) {
        generator.copyCurrentStructure(parser);
      }
      return text.toString();
    }
  }
}
