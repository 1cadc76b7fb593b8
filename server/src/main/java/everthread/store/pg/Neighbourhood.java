package everthread.store.pg;

import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.search.IndexSource.IndexedMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the messages around a message in one conversation. Looks at ids, parents and order only, so
 * texts may be left out of what it is made of. Pure.
 */
final class Neighbourhood {
  private final StoredConversation conversation;
  private final Map<UUID, StoredMessage> byId = new LinkedHashMap<>();
  private final Map<@Nullable UUID, List<StoredMessage>> children = new HashMap<>();
  private final Set<UUID> active = new HashSet<>();

  Neighbourhood(StoredConversation conversation) {
    this.conversation = conversation;
    for (var message : conversation.messages()) {
      byId.put(message.id(), message);
      children.computeIfAbsent(message.parentId(), id -> new ArrayList<>()).add(message);
    }
    for (var message : conversation.activeBranch()) active.add(message.id());
  }

  UUID conversation() {
    return conversation.summary().id();
  }

  boolean has(UUID message) {
    return byId.containsKey(message);
  }

  Set<UUID> all() {
    return byId.keySet();
  }

  /**
   * The changed messages, those in whose fields they stand as neighbours, and where branches part
   * above a changed one, all below that place: which branch is shown may have changed with it.
   */
  Set<UUID> touched(Set<UUID> changed) {
    var touched = new LinkedHashSet<UUID>();
    for (var id : changed) {
      var message = byId.get(id);
      if (message == null) continue;
      add(message, touched);
      add(parent(message), touched);
      add(parent(parent(message)), touched);
      for (var child : below(message)) {
        add(child, touched);
        for (var grandchild : below(child)) add(grandchild, touched);
      }
      if (active.contains(id)) addBelowFirstFork(message, touched);
    }
    return touched;
  }

  private static void add(@Nullable StoredMessage message, Set<UUID> touched) {
    if (message != null) touched.add(message.id());
  }

  private void addBelowFirstFork(StoredMessage message, Set<UUID> touched) {
    List<StoredMessage> parted = List.of();
    var seen = new HashSet<UUID>();
    var at = message;
    while (at != null && seen.add(at.id())) {
      var beside = children.getOrDefault(at.parentId(), List.of());
      if (beside.size() > 1) parted = beside;
      at = parent(at);
    }
    var waiting = new ArrayDeque<>(parted);
    var reached = new HashSet<UUID>();
    while (!waiting.isEmpty()) {
      var next = waiting.pop();
      // Messages that name each other as parents would go round for ever.
      if (!reached.add(next.id())) continue;
      add(next, touched);
      waiting.addAll(below(next));
    }
  }

  /** The given messages and all whose texts stand in their windows. */
  Set<UUID> withNeighbours(Set<UUID> messages) {
    var wanted = new LinkedHashSet<UUID>();
    for (var id : messages) {
      var message = byId.get(id);
      if (message == null) continue;
      add(message, wanted);
      add(parent(message), wanted);
      add(parent(parent(message)), wanted);
      add(next(message), wanted);
      add(next(next(message)), wanted);
    }
    return wanted;
  }

  /**
   * A message with what stands around it.
   *
   * @param whole the messages with their texts, by id; at least {@link #withNeighbours} of it
   */
  IndexedMessage indexed(UUID id, Map<UUID, StoredMessage> whole) {
    var message = byId.get(id);
    var told = whole.get(id);
    if (message == null || told == null) throw new IllegalArgumentException("not here: " + id);
    return new IndexedMessage(
        told,
        conversation.summary(),
        told(parent(message), whole),
        told(parent(parent(message)), whole),
        told(next(message), whole),
        told(next(next(message)), whole),
        active.contains(id));
  }

  private static @Nullable StoredMessage told(
      @Nullable StoredMessage message, Map<UUID, StoredMessage> whole) {
    return message == null ? null : whole.get(message.id());
  }

  private List<StoredMessage> below(StoredMessage message) {
    return children.getOrDefault(message.id(), List.of());
  }

  /** The newest child. */
  private @Nullable StoredMessage next(@Nullable StoredMessage message) {
    if (message == null) return null;
    var below = below(message);
    return below.isEmpty() ? null : below.getLast();
  }

  private @Nullable StoredMessage parent(@Nullable StoredMessage message) {
    if (message == null || message.parentId() == null) return null;
    return byId.get(message.parentId());
  }

  /** The messages as they were given, by id. */
  Map<UUID, StoredMessage> byId() {
    return byId;
  }
}
