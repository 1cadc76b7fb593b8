package everthread.bench.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Changes requests for the worse. What it does depends on the random alone. */
final class Mutation {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VALUE =
      Pattern.compile(
          "(?<=[:\\[,])\\s*(\"(?:[^\"\\\\]|\\\\.)*+\"|-?\\d[\\d.eE+-]*+|true|false|null)");
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final List<String> HEADERS =
      List.of(
          "Accept",
          "Content-Type",
          "Everthread-Space",
          "Idempotency-Key",
          "Authorization",
          "Origin",
          "MCP-Protocol-Version",
          "Mcp-Method",
          "Mcp-Name",
          "Mcp-Session-Id",
          "Accept-Encoding",
          "X-API-Key",
          "Cookie",
          "If-None-Match",
          "Range");

  private final SplittableRandom random;
  private final List<Case> seeds;

  Mutation(SplittableRandom random, List<Case> seeds) {
    this.random = random;
    this.seeds = seeds;
  }

  Case next() {
    var mutated = unseen(seeds.get(random.nextInt(seeds.size())));
    for (int step = random.nextInt(1, 4); step > 0; step--) mutated = changed(mutated);
    return random.nextInt(20) == 0 && mutated.body().length > 0 ? packed(mutated) : mutated;
  }

  /** A capture with an id of its own, or all but the first would be duplicates. */
  private Case unseen(Case seed) {
    if (!seed.operation().equals("sendCaptures")) return seed;
    var id = new UUID(random.nextLong(), random.nextLong()).toString();
    return seed.withBody(utf8(seed.text().replace(Seeds.CAPTURE_ID, id)));
  }

  private Case changed(Case seed) {
    int kind = random.nextInt(100);
    if (kind < 8) return seed.withTarget(target(seed.target()));
    if (kind < 14) return header(seed);
    if (kind < 15) return seed.withMethod(METHODS.get(random.nextInt(METHODS.size())));
    if (seed.body().length == 0) return seed.withTarget(target(seed.target()));
    return seed.withBody(kind < 45 ? bytes(seed.body()) : values(seed.body()));
  }

  private String target(String target) {
    int query = target.indexOf('?');
    if (query < 0 || random.nextInt(4) == 0) {
      int slash = target.lastIndexOf('/', query < 0 ? target.length() : query);
      return switch (random.nextInt(4)) {
        case 0 -> target.substring(0, slash + 1) + Nasty.word(random);
        case 1 -> target + (query < 0 ? "?" : "&") + "limit=" + Nasty.word(random);
        case 2 -> target + (query < 0 ? "?" : "&") + "after=" + Nasty.word(random);
        default -> target + (query < 0 ? "?" : "&") + Nasty.word(random);
      };
    }
    var parts = target.substring(query + 1).split("&", -1);
    int which = random.nextInt(parts.length);
    parts[which] = parts[which].split("=", 2)[0] + "=" + Nasty.word(random);
    return target.substring(0, query + 1) + String.join("&", parts);
  }

  private Case header(Case seed) {
    var name = HEADERS.get(random.nextInt(HEADERS.size()));
    var value =
        switch (random.nextInt(5)) {
          case 0 -> Nasty.word(random);
          case 1 -> "key-" + random.nextInt(50);
          case 2 -> "application/json; charset=" + Nasty.word(random);
          case 3 -> "\u00e9\u00ff" + ",".repeat(random.nextInt(200));
          default -> "2026-07-28";
        };
    return seed.with(name, value);
  }

  private byte[] bytes(byte[] body) {
    int at = random.nextInt(body.length);
    int end = Math.min(body.length, at + random.nextInt(1, 60));
    return switch (random.nextInt(7)) {
      case 0 -> flipped(body, at);
      case 1 -> Arrays.copyOf(body, at);
      case 2 -> joined(Arrays.copyOf(body, at), tail(body, end));
      case 3 -> joined(Arrays.copyOf(body, at), other(), tail(body, end));
      case 4 ->
          joined(Arrays.copyOf(body, end), Arrays.copyOfRange(body, at, end), tail(body, end));
      case 5 -> joined(Arrays.copyOf(body, at), utf8(Nasty.json(random)), tail(body, at));
      default -> joined(Arrays.copyOf(body, at), repeated(body, at, end), tail(body, end));
    };
  }

  private byte[] flipped(byte[] body, int at) {
    var flipped = body.clone();
    flipped[at] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private byte[] other() {
    var other = seeds.get(random.nextInt(seeds.size())).body();
    if (other.length == 0) return other;
    int from = random.nextInt(other.length);
    return Arrays.copyOfRange(other, from, Math.min(other.length, from + 400));
  }

  private byte[] repeated(byte[] body, int at, int end) {
    var repeated = new ByteArrayOutputStream();
    int times = 1 << random.nextInt(10);
    for (int i = 0; i < times; i++) repeated.write(body, at, end - at);
    return repeated.toByteArray();
  }

  private byte[] values(byte[] body) {
    return switch (random.nextInt(6)) {
      case 0 -> twice(body);
      case 1, 2 -> spoken(body);
      default -> replaced(body);
    };
  }

  /** Another value in place of one. */
  private byte[] replaced(byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8);
    var match = VALUE.matcher(text);
    if (!match.find(random.nextInt(text.length())) && !match.find(0)) return bytes(body);
    return utf8(
        text.substring(0, match.start(1)) + Nasty.json(random) + text.substring(match.end(1)));
  }

  /** A member that stands there twice. */
  private byte[] twice(byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8);
    int brace = text.indexOf('{', random.nextInt(text.length()));
    if (brace < 0) return bytes(body);
    var names = List.of("content", "site", "messages", "id", "method", "captures", "x", "");
    var name = names.get(random.nextInt(names.size()));
    var member = "\"" + name + "\":" + Nasty.json(random) + ",";
    return utf8(text.substring(0, brace + 1) + member + text.substring(brace + 1));
  }

  /** Within a text that is itself JSON, a stream or HTML: the body of a capture. */
  private byte[] spoken(byte[] body) {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (IOException broken) {
      return bytes(body);
    }
    var longest = longest(root);
    if (longest == null) return bytes(body);
    var before = utf8(longest.parent().get(longest.name()).textValue());
    if (before.length == 0) return bytes(body);
    var after = random.nextBoolean() ? bytes(before) : replaced(before);
    longest
        .parent()
        .set(longest.name(), TextNode.valueOf(new String(after, StandardCharsets.UTF_8)));
    return utf8(root.toString());
  }

  private record Place(ObjectNode parent, String name) {}

  private static @org.jspecify.annotations.Nullable Place longest(JsonNode root) {
    Place best = null;
    int length = -1;
    var waiting = new ArrayList<JsonNode>(List.of(root));
    while (!waiting.isEmpty()) {
      var node = waiting.removeLast();
      if (node instanceof ArrayNode array) array.forEach(waiting::add);
      if (!(node instanceof ObjectNode object)) continue;
      for (var member : object.properties()) {
        if (member.getValue() instanceof ContainerNode<?>) waiting.add(member.getValue());
        if (member.getValue().isTextual() && member.getValue().textValue().length() > length) {
          length = member.getValue().textValue().length();
          best = new Place(object, member.getKey());
        }
      }
    }
    return best;
  }

  private static Case packed(Case plain) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain.body());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return plain.withBody(bytes.toByteArray()).with("Content-Encoding", "gzip");
  }

  private static byte[] joined(byte[]... parts) {
    var joined = new ByteArrayOutputStream();
    for (var part : parts) joined.writeBytes(part);
    return joined.toByteArray();
  }

  private static byte[] tail(byte[] body, int from) {
    return Arrays.copyOfRange(body, from, body.length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
