package everthread.capture.read;

import everthread.conversation.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A site's messages as they follow each other, hidden ones among them; gives those to keep. A kept
 * message follows its nearest kept ancestor; what was thought in the hidden ones between the two
 * becomes its reasoning. Circles and gaps are survived. Not thread-safe.
 */
public final class MessageForest {
  /** Hidden messages between two kept ones; more are not looked through for reasoning. */
  private static final int FARTHEST = 1000;

  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, String> parents = new HashMap<>();

  private record Node(@Nullable Message message, @Nullable String thoughts) {}

  /** A message to keep, under the key by which others name it; one that says nothing is hidden. */
  public void keep(String key, @Nullable String parentKey, Message message) {
    boolean isEmpty =
        message.text().isBlank() && message.reasoning() == null && message.attachments().isEmpty();
    put(key, parentKey, new Node(isEmpty ? null : message, null));
  }

  /** A message that is not shown; its thoughts, if any, belong to the next one that is. */
  public void hide(String key, @Nullable String parentKey, @Nullable String thoughts) {
    put(key, parentKey, new Node(null, thoughts));
  }

  private void put(String key, @Nullable String parentKey, Node node) {
    nodes.put(key, node);
    if (parentKey != null && !parentKey.equals(key)) parents.put(key, parentKey);
    else parents.remove(key);
  }

  public boolean isEmpty() {
    return nodes.values().stream().allMatch(node -> node.message == null);
  }

  /** The kept messages, parents before their children, otherwise as they came. */
  public List<Message> messages() {
    var kept = new ArrayList<Message>();
    var done = new HashSet<String>();
    for (var key : nodes.keySet()) {
      var line = new ArrayList<String>();
      for (var at = key;
          at != null && nodes.containsKey(at) && done.add(at);
          at = parents.get(at)) {
        line.add(at);
      }
      for (var each : line.reversed()) linked(each, kept);
    }
    return unique(kept);
  }

  /** The source id of the nearest kept message at a key or above it. */
  public @Nullable String keptAt(@Nullable String key) {
    var seen = new HashSet<String>();
    for (var at = key; at != null && seen.add(at); at = parents.get(at)) {
      var node = nodes.get(at);
      if (node == null) return null;
      if (node.message != null) return node.message.sourceId();
    }
    return null;
  }

  private void linked(String key, List<Message> kept) {
    var message = Objects.requireNonNull(nodes.get(key)).message;
    if (message == null) return;
    var above = above(key);
    var reasoning = above.thoughts.isEmpty() ? message.reasoning() : above.thoughts;
    kept.add(
        new Message(
            message.sourceId(),
            above.parentSourceId,
            message.role(),
            message.author(),
            message.text(),
            reasoning,
            message.model(),
            message.createdAt(),
            message.complete(),
            message.attachments()));
  }

  private record Above(@Nullable String parentSourceId, String thoughts) {}

  private final Map<String, String> shortcuts = new HashMap<>();

  private Above above(String key) {
    var thoughts = new ArrayList<String>();
    var passed = new ArrayList<String>();
    Set<String> seen = new HashSet<>();
    seen.add(key);
    var at = parents.get(key);
    while (at != null && seen.add(at)) {
      var node = nodes.get(at);
      // What lies outside of this capture is known by its own id.
      if (node == null || node.message != null) break;
      if (passed.size() < FARTHEST && node.thoughts != null) thoughts.add(node.thoughts);
      passed.add(at);
      at = passed.size() < FARTHEST ? parents.get(at) : shortcuts.getOrDefault(at, parents.get(at));
    }
    if (at != null) for (var each : passed) shortcuts.put(each, at);
    return new Above(sourceId(at, key), String.join("\n\n", thoughts.reversed()).strip());
  }

  private @Nullable String sourceId(@Nullable String at, String of) {
    if (at == null || at.equals(of)) return null;
    var node = nodes.get(at);
    if (node == null) return at;
    return node.message == null ? null : node.message.sourceId();
  }

  private static List<Message> unique(List<Message> kept) {
    var byId = new LinkedHashMap<String, Message>();
    for (var message : kept) {
      var parent = message.parentSourceId();
      if (!message.sourceId().equals(parent)) byId.putIfAbsent(message.sourceId(), message);
    }
    return List.copyOf(byId.values());
  }
}
