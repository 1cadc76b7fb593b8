package everthread.capture.read.chatgpt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object under patches with paths as in RFC 6901. Appended text is collected and set once,
 * so that a long answer in many small pieces costs no more than its length. Not thread-safe.
 */
final class Patched {
  /** Where the words of an ordinary message stand. */
  static final String SPOKEN = "/message/content/parts/0";

  private static final int LONGEST_GAP = 8;

  private final ObjectNode root;
  private final Map<String, StringBuilder> growing = new HashMap<>();

  Patched(ObjectNode root) {
    this.root = root;
  }

  JsonNode whole() {
    settle("");
    return root;
  }

  void apply(String path, String operation, JsonNode value) {
    if (operation.equals("append") && value.isTextual()) {
      grow(path, value.textValue());
      return;
    }
    settle(path);
    switch (operation) {
      case "append" -> append(path, value);
      case "add", "replace" -> set(path, value);
      case "remove" -> remove(path);
      case "truncate" -> truncate(path, value);
      default -> {
        // An operation of the future: the message is kept as far as it is understood.
      }
    }
  }

  private void grow(String path, String more) {
    var text = growing.get(path);
    if (text == null) {
      settle(path);
      var before = get(path);
      if (before != null && before.isArray()) {
        append(path, TextNode.valueOf(more));
        return;
      }
      text = new StringBuilder(before != null && before.isTextual() ? before.textValue() : "");
      growing.put(path, text);
    }
    text.append(more);
  }

  /** Writes the collected texts at, above and below a path. */
  private void settle(String path) {
    if (growing.isEmpty()) return;
    growing
        .entrySet()
        .removeIf(
            text -> {
              var at = text.getKey();
              if (!at.startsWith(path) && !path.startsWith(at)) return false;
              set(at, TextNode.valueOf(text.getValue().toString()));
              return true;
            });
  }

  private void append(String path, JsonNode value) {
    var before = get(path);
    if (before instanceof ArrayNode list) {
      if (value.isArray()) value.forEach(each -> list.add(each.deepCopy()));
      else list.add(value.deepCopy());
    } else if (before instanceof ObjectNode object && value.isObject()) {
      value.properties().forEach(each -> object.set(each.getKey(), each.getValue().deepCopy()));
    } else if (before == null || before.isNull()) {
      set(path, value);
    }
  }

  private void remove(String path) {
    var parent = parent(path, false);
    var last = last(path);
    if (parent instanceof ObjectNode object) object.remove(last);
    else if (parent instanceof ArrayNode list && isIndex(last)) list.remove(Integer.parseInt(last));
  }

  private void truncate(String path, JsonNode value) {
    var before = get(path);
    if (before == null || !before.isTextual() || !value.canConvertToInt()) return;
    var text = before.textValue();
    int length = Math.clamp(value.intValue(), 0, text.length());
    set(path, TextNode.valueOf(text.substring(0, length)));
  }

  private void set(String path, JsonNode value) {
    if (path.isEmpty()) {
      if (value instanceof ObjectNode object) object.properties().forEach(this::setAtRoot);
      return;
    }
    var parent = parent(path, true);
    var last = last(path);
    if (parent instanceof ObjectNode object) object.set(last, value.deepCopy());
    else if (parent instanceof ArrayNode list) setIn(list, last, value);
  }

  private void setAtRoot(Map.Entry<String, JsonNode> member) {
    root.set(member.getKey(), member.getValue().deepCopy());
  }

  private static void setIn(ArrayNode list, String position, JsonNode value) {
    int index =
        position.equals("-") ? list.size() : isIndex(position) ? Integer.parseInt(position) : -1;
    if (index < 0 || index > list.size() + LONGEST_GAP) return;
    while (list.size() <= index) list.addNull();
    list.set(index, value.deepCopy());
  }

  private @Nullable JsonNode get(String path) {
    JsonNode at = root;
    for (var step : steps(path)) {
      at =
          at instanceof ArrayNode
              ? isIndex(step) ? at.get(Integer.parseInt(step)) : null
              : at.get(step);
      if (at == null) return null;
    }
    return at;
  }

  /** The object or list in which the last step of a path lies; made where it is missing. */
  private @Nullable ContainerNode<?> parent(String path, boolean make) {
    var steps = steps(path);
    ContainerNode<?> at = root;
    for (int i = 0; i + 1 < steps.size(); i++) {
      var inner =
          at instanceof ArrayNode list && isIndex(steps.get(i))
              ? list.get(Integer.parseInt(steps.get(i)))
              : at.get(steps.get(i));
      if (!(inner instanceof ContainerNode<?>)) {
        if (!make || inner != null && !inner.isNull()) return null;
        inner =
            isIndex(steps.get(i + 1))
                ? JsonNodeFactory.instance.arrayNode()
                : JsonNodeFactory.instance.objectNode();
        if (at instanceof ObjectNode object) object.set(steps.get(i), inner);
        else if (at instanceof ArrayNode list) setIn(list, steps.get(i), inner);
        inner =
            at instanceof ArrayNode list && isIndex(steps.get(i))
                ? list.get(Integer.parseInt(steps.get(i)))
                : at.get(steps.get(i));
      }
      if (!(inner instanceof ContainerNode<?> container)) return null;
      at = container;
    }
    return at;
  }

  private static List<String> steps(String path) {
    var bare = path.startsWith("/") ? path.substring(1) : path;
    if (bare.isEmpty()) return List.of();
    return List.of(bare.split("/", 32)).stream()
        .map(step -> step.replace("~1", "/").replace("~0", "~"))
        .toList();
  }

  private static String last(String path) {
    var steps = steps(path);
    return steps.isEmpty() ? "" : steps.getLast();
  }

  private static boolean isIndex(String step) {
    return !step.isEmpty() && step.length() < 7 && step.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
