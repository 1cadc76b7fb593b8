package everthread.stdio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the bridge has to know of a JSON-RPC message; all else is the server's business. Values are
 * null where the message has none.
 *
 * @param id as it stands in JSON, quotes and all
 * @param version of the protocol: what a request of revision 2026-07-28 says of itself, or what the
 *     answer to initialize agreed on
 * @param name of the tool or prompt
 * @param uri of the resource
 * @param cancels the id of the request that a notification cancels, as it stands in JSON
 */
record ClientMessage(
    Kind kind,
    @Nullable String id,
    @Nullable String method,
    @Nullable String version,
    @Nullable String name,
    @Nullable String uri,
    @Nullable String cancels) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String VERSION = "io.modelcontextprotocol/protocolVersion";

  enum Kind {
    REQUEST,
    NOTIFICATION,
    RESPONSE,
    /** Several in one array, which revision 2025-03-26 has. */
    BATCH,
    NOT_JSON,
    /** JSON, but no message. */
    NO_MESSAGE
  }

  /** Whether the message says its own version, as those of revision 2026-07-28 do. */
  boolean isStateless() {
    return version != null && kind == Kind.REQUEST && !"initialize".equals(method);
  }

  /** Reads one line. Never throws; pure. */
  static ClientMessage read(byte[] line) {
    try (var parser = JSON.createParser(line)) {
      var first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) parser.skipChildren();
      var found = new Reading();
      if (first == JsonToken.START_OBJECT) found.readMessage(parser);
      if (first == null || parser.nextToken() != null) return bare(Kind.NOT_JSON);
      if (first == JsonToken.START_ARRAY) return bare(Kind.BATCH);
      return first == JsonToken.START_OBJECT ? found.message() : bare(Kind.NO_MESSAGE);
    } catch (IOException notJson) {
      return bare(Kind.NOT_JSON);
    }
  }

  private static ClientMessage bare(Kind kind) {
    return new ClientMessage(kind, null, null, null, null, null, null);
  }

  /** A message while it is read. */
  private static final class Reading {
    private @Nullable String id;
    private boolean hasId;
    private @Nullable String method;
    private boolean isResponse;
    private @Nullable String version;
    private @Nullable String name;
    private @Nullable String uri;
    private @Nullable String cancels;

    void readMessage(JsonParser parser) throws IOException {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        switch (parser.currentName()) {
          case "id" -> {
            hasId = true;
            id = identifier(parser);
          }
          case "method" -> method = text(parser);
          case "params" -> readParameters(parser);
          case "result" -> {
            isResponse = true;
            readResult(parser);
          }
          case "error" -> {
            isResponse = true;
            skip(parser);
          }
          default -> skip(parser);
        }
      }
    }

    private void readParameters(JsonParser parser) throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        switch (parser.currentName()) {
          case "name" -> name = text(parser);
          case "uri" -> uri = text(parser);
          case "requestId" -> cancels = identifier(parser);
          case "_meta" -> readVersion(parser, VERSION);
          default -> skip(parser);
        }
      }
    }

    private void readResult(JsonParser parser) throws IOException {
      readVersion(parser, "protocolVersion");
    }

    private void readVersion(JsonParser parser, String member) throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        if (parser.currentName().equals(member)) version = text(parser);
        else skip(parser);
      }
    }

    /** Only strings and whole numbers are ids. */
    private static @Nullable String identifier(JsonParser parser) throws IOException {
      var token = parser.nextToken();
      if (token == JsonToken.VALUE_STRING) return quoted(parser.getText());
      if (token == JsonToken.VALUE_NUMBER_INT) return parser.getText();
      parser.skipChildren();
      return null;
    }

    private static @Nullable String text(JsonParser parser) throws IOException {
      if (parser.nextToken() == JsonToken.VALUE_STRING) return parser.getText();
      parser.skipChildren();
      return null;
    }

    private static void skip(JsonParser parser) throws IOException {
      parser.nextToken();
      parser.skipChildren();
    }

    ClientMessage message() {
      return new ClientMessage(kind(), id, method, version, name, uri, cancels);
    }

    private Kind kind() {
      if (method == null) return isResponse ? Kind.RESPONSE : Kind.NO_MESSAGE;
      if (!hasId) return Kind.NOTIFICATION;
      return id == null ? Kind.NO_MESSAGE : Kind.REQUEST;
    }
  }

  /** The text as a JSON string. */
  static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
