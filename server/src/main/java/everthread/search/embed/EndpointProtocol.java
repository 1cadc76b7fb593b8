package everthread.search.embed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/**
 * The bodies of OpenAI's embeddings call (platform.openai.com/docs/api-reference/embeddings), as
 * many servers speak it. Pure.
 */
final class EndpointProtocol {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(16).build())
                  .build())
          .build();

  private EndpointProtocol() {}

  /** The answer is not what it should be. @param words a sentence of ours, nothing of the answer */
  static final class Unusable extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1;

    Unusable(String words) {
      super(words, null, false, false);
    }

    String words() {
      return String.valueOf(getMessage());
    }
  }

  static String request(String model, OptionalInt dimensions, List<String> texts) {
    var json = MAPPER.createObjectNode();
    json.put("model", model);
    var input = json.putArray("input");
    texts.forEach(input::add);
    json.put("encoding_format", "float");
    dimensions.ifPresent(count -> json.put("dimensions", count));
    return json.toString();
  }

  /**
   * The vectors in the order of the texts.
   *
   * @param count how many texts were sent
   * @throws Unusable when one is missing, or is no vector
   */
  static float[][] vectors(byte[] answer, int count) throws Unusable {
    var data = read(answer).path("data");
    if (!data.isArray() || data.size() != count) {
      throw new Unusable("The embeddings endpoint answers something else than vectors.");
    }
    var vectors = new float[count][];
    int at = 0;
    for (var one : data) {
      int index = one.path("index").asInt(at++);
      if (index < 0 || index >= count || vectors[index] != null) {
        throw new Unusable("The embeddings endpoint numbers its vectors wrongly.");
      }
      vectors[index] = vector(one.path("embedding"));
    }
    return vectors;
  }

  private static JsonNode read(byte[] answer) throws Unusable {
    try {
      var json = MAPPER.readTree(answer);
      if (json != null) return json;
    } catch (IOException garbage) {
      // Its message would quote the answer.
      throw new Unusable("The embeddings endpoint answers no JSON.");
    }
    throw new Unusable("The embeddings endpoint answers nothing.");
  }

  private static float[] vector(JsonNode numbers) throws Unusable {
    var vector = new float[numbers.size()];
    boolean any = false;
    for (int i = 0; i < vector.length; i++) {
      var number = numbers.get(i);
      vector[i] = number.floatValue();
      if (!number.isNumber() || !Float.isFinite(vector[i])) {
        throw new Unusable("The embeddings endpoint answers a vector that is none.");
      }
      any |= vector[i] != 0;
    }
    if (!any) throw new Unusable("The embeddings endpoint answers an empty vector.");
    return vector;
  }
}
