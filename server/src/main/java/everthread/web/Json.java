package everthread.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads and writes JSON strictly and within limits. Thread-safe. */
public final class Json {
  /** Deeper documents are refused; ours are at most eight levels deep. */
  static final int MAX_DEPTH = 64;

  private static final int MAX_STRING = 32 * 1024 * 1024;

  /** A conversation of 20,000 messages has a third of it; each costs a hundred bytes and more. */
  private static final int MAX_TOKENS = 1_000_000;

  /** With it Jackson would take some UTF-8 for UTF-16. */
  private static final JsonFactory.Feature GUESS = JsonFactory.Feature.CHARSET_DETECTION;

  private static final int STEP = 16 * 1024;

  public static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_STRING)
                          .maxTokenCount(MAX_TOKENS)
                          .build())
                  .configure(GUESS, false)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .nodeFactory(new FiniteNumbers())
          .build();

  private Json() {}

  /** 1e999 is JSON but no number that could be kept or compared. */
  private static final class FiniteNumbers extends JsonNodeFactory {
    @Serial private static final long serialVersionUID = 1;

    @Override
    public NumericNode numberNode(double value) {
      if (Double.isFinite(value)) return super.numberNode(value);
      throw malformed("invalid_json", "A number in the JSON is larger than any that is kept.");
    }
  }

  /**
   * Reads a body.
   *
   * @throws ProblemException invalid_encoding, invalid_json, json_too_deep, duplicate_key
   */
  public static JsonNode read(byte[] body) {
    checkUtf8(body);
    try (JsonParser parser = MAPPER.createParser(body)) {
      JsonNode node = MAPPER.readTree(parser);
      if (node == null || node.isMissingNode()) {
        throw malformed("invalid_json", "The body is empty; JSON was expected.");
      }
      if (parser.nextToken() != null) {
        throw malformed("invalid_json", "After the JSON value there is more text.");
      }
      return node;
    } catch (StreamConstraintsException limit) {
      throw isTooDeep(body)
          ? malformed("json_too_deep", "The JSON is nested deeper than " + MAX_DEPTH + " levels.")
          : malformed(
              "invalid_json",
              "A number or name in the JSON is too long, or it holds more than 1,000,000 values.");
    } catch (JsonProcessingException broken) {
      throw describe(broken);
    } catch (IOException impossible) {
      throw new IllegalStateException("reading from memory", impossible);
    }
  }

  /** Which limit it was, the exception tells in words only; so it is looked for in the body. */
  private static boolean isTooDeep(byte[] body) {
    int depth = 0;
    boolean inText = false;
    for (int i = 0; i < body.length && depth <= MAX_DEPTH; i++) {
      if (inText && body[i] == '\\') i++;
      else if (body[i] == '"') inText = !inText;
      else if (!inText && (body[i] == '[' || body[i] == '{')) depth++;
      else if (!inText && (body[i] == ']' || body[i] == '}')) depth--;
    }
    return depth > MAX_DEPTH;
  }

  private static ProblemException describe(JsonProcessingException broken) {
    if (broken instanceof MismatchedInputException) {
      return malformed("duplicate_key", "An object in the JSON has the same key twice.");
    }
    var place = broken.getLocation();
    return malformed(
        "invalid_json",
        place == null
            ? "The body is not JSON."
            : "The body is not JSON; it breaks at line %d, column %d."
                .formatted(place.getLineNr(), place.getColumnNr()));
  }

  /** Step by step, so that a large body is not held a second time. */
  private static void checkUtf8(byte[] body) {
    if (body.length > 2 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB) {
      throw malformed("invalid_encoding", "The body begins with a byte order mark; leave it out.");
    }
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var bytes = ByteBuffer.wrap(body);
    var step = CharBuffer.allocate(Math.min(STEP, body.length + 1));
    while (true) {
      var result = decoder.decode(bytes, step.clear(), true);
      if (result.isUnderflow()) return;
      if (result.isError()) throw malformed("invalid_encoding", "The body is not UTF-8.");
    }
  }

  private static ProblemException malformed(String code, String detail) {
    return new ProblemException(new Problem.Malformed(code, detail));
  }

  /** Writes a value as compact JSON. */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("our own values are writable", impossible);
    }
  }
}
