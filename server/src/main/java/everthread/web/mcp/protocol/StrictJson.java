package everthread.web.mcp.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON that others sent: UTF-8 only, at most 64 levels deep, no key twice in one object, one
 * value and nothing after it. Thread-safe.
 */
final class StrictJson {
  private static final int DEPTH = 64;

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private StrictJson() {}

  /** Read, or it is said what is wrong. */
  sealed interface Outcome {
    record Value(JsonNode node) implements Outcome {}

    record Wrong(String sentence) implements Outcome {}
  }

  static Outcome read(byte[] body) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      JsonNode node = READER.readValue(text);
      return node == null || node.isMissingNode()
          ? new Outcome.Wrong("The body is empty.")
          : new Outcome.Value(node);
    } catch (CharacterCodingException wrong) {
      return new Outcome.Wrong("The body is not UTF-8.");
    } catch (StreamConstraintsException wrong) {
      return new Outcome.Wrong(
          "The JSON goes deeper than 64 levels, or has a number or a name of absurd length.");
    } catch (JsonProcessingException wrong) {
      return new Outcome.Wrong("The body is not JSON, or a key stands twice" + place(wrong) + ".");
    }
  }

  private static String place(JsonProcessingException wrong) {
    var at = wrong.getLocation();
    return at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr();
  }
}
