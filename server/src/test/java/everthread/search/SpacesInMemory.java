package everthread.search;

import static java.util.Objects.requireNonNull;

import everthread.conversation.ConversationSummary;
import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.conversation.StoredMessage;
import everthread.feed.Change;
import everthread.feed.ChangeFeed;
import everthread.memory.Memory;
import everthread.memory.Validity;
import everthread.space.Ids;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The store as an index sees it, by hand and in memory: conversations, memories and the feed of
 * what changed. Thread-safe.
 */
public final class SpacesInMemory implements ChangeFeed, IndexSource {
  private final Map<SpaceId, Space> spaces = new HashMap<>();

  /** How often everything was read, which is what a rebuild does. */
  public final AtomicInteger walks = new AtomicInteger();

  private static final class Space {
    final List<Change> feed = new ArrayList<>();
    final Map<UUID, ConversationSummary> conversations = new LinkedHashMap<>();
    final Map<UUID, List<StoredMessage>> messages = new HashMap<>();
    final Map<UUID, StoredMessage> byId = new HashMap<>();
    final Map<UUID, List<StoredMessage>> children = new HashMap<>();
    final Set<UUID> inactive = new LinkedHashSet<>();
    final Map<UUID, Memory> memories = new LinkedHashMap<>();

    void changed(Change.Subject subject, UUID id, @Nullable UUID conversation) {
      feed.add(new Change(feed.size() + 1L, subject, id, conversation, Instant.now()));
    }
  }

  private Space at(SpaceId space) {
    return spaces.computeIfAbsent(space, absent -> new Space());
  }

  public synchronized UUID converse(
      SpaceId space, Site site, @Nullable String title, @Nullable String project) {
    var id = Ids.next();
    var summary =
        new ConversationSummary(
            id,
            site,
            "source-" + id,
            title,
            project,
            "https://chat.example/" + id,
            null,
            Instant.EPOCH,
            Instant.EPOCH,
            0);
    at(space).conversations.put(id, summary);
    at(space).messages.put(id, new ArrayList<>());
    return id;
  }

  /** Appends to the conversation, after its last message. */
  public UUID say(SpaceId space, UUID conversation, Role role, String text) {
    return say(space, conversation, role, null, text, Instant.parse("2026-03-01T12:00:00Z"));
  }

  public synchronized UUID say(
      SpaceId space,
      UUID conversation,
      Role role,
      @Nullable String author,
      String text,
      Instant when) {
    var before = at(space).messages.getOrDefault(conversation, List.of());
    var parent = before.isEmpty() ? null : before.getLast().id();
    return sayAfter(space, conversation, parent, role, author, text, when);
  }

  public synchronized UUID sayAfter(
      SpaceId space,
      UUID conversation,
      @Nullable UUID parent,
      Role role,
      @Nullable String author,
      String text,
      Instant when) {
    var message =
        new StoredMessage(
            Ids.next(),
            conversation,
            "message-" + at(space).byId.size(),
            parent,
            role,
            author,
            text,
            null,
            null,
            when,
            true,
            List.of());
    put(space, message);
    at(space).changed(Change.Subject.MESSAGE, message.id(), conversation);
    return message.id();
  }

  private void put(SpaceId space, StoredMessage message) {
    var here = at(space);
    here.messages
        .computeIfAbsent(message.conversationId(), absent -> new ArrayList<>())
        .add(message);
    here.byId.put(message.id(), message);
    if (message.parentId() != null) {
      here.children.computeIfAbsent(message.parentId(), absent -> new ArrayList<>()).add(message);
    }
  }

  /** Marks a message as on a branch that was edited away. */
  public synchronized void leaveBranch(SpaceId space, UUID message) {
    at(space).inactive.add(message);
    at(space)
        .changed(Change.Subject.MESSAGE, message, message(at(space), message).conversationId());
  }

  public UUID remember(SpaceId space, String content, List<String> tags) {
    return remember(space, content, tags, new Validity.Current(null));
  }

  public synchronized UUID remember(
      SpaceId space, String content, List<String> tags, Validity validity) {
    var when = Instant.parse("2026-03-02T12:00:00Z");
    var memory =
        new Memory(Ids.next(), content, null, tags, Map.of(), Site.API, null, validity, when, when);
    at(space).memories.put(memory.id(), memory);
    at(space).changed(Change.Subject.MEMORY, memory.id(), null);
    return memory.id();
  }

  public synchronized void forgetMemory(SpaceId space, UUID id) {
    at(space).memories.remove(id);
    at(space).changed(Change.Subject.MEMORY, id, null);
  }

  public synchronized void forgetConversation(SpaceId space, UUID id) {
    at(space).conversations.remove(id);
    for (var message : at(space).messages.getOrDefault(id, List.of())) {
      at(space).byId.remove(message.id());
    }
    at(space).messages.remove(id);
    at(space).changed(Change.Subject.CONVERSATION, id, id);
  }

  /** Loses the newest of the feed, as a store that was put back to an older state does. */
  public synchronized void loseFeedAfter(SpaceId space, long position) {
    var feed = at(space).feed;
    feed.subList((int) position, feed.size()).clear();
  }

  @Override
  public synchronized long position(SpaceId space) {
    var here = spaces.get(space);
    return here == null ? 0 : here.feed.size();
  }

  @Override
  public synchronized List<Change> after(SpaceId space, long position, int limit) {
    var feed = at(space).feed;
    int from = (int) Math.min(position, feed.size());
    return List.copyOf(feed.subList(from, Math.min(feed.size(), from + limit)));
  }

  @Override
  public synchronized List<SpaceId> spaces() {
    return List.copyOf(spaces.keySet());
  }

  @Override
  public synchronized Update load(SpaceId space, Collection<Change> changes) {
    var here = at(space);
    var touched = new LinkedHashSet<UUID>();
    var memories = new ArrayList<Memory>();
    var goneMessages = new ArrayList<UUID>();
    var goneMemories = new ArrayList<UUID>();
    var goneConversations = new ArrayList<UUID>();
    for (var change : changes) {
      switch (change.subject()) {
        case MESSAGE -> {
          if (here.byId.containsKey(change.subjectId())) {
            touched.addAll(withNeighbours(here, change.subjectId()));
          } else {
            goneMessages.add(change.subjectId());
          }
        }
        case MEMORY -> {
          var memory = here.memories.get(change.subjectId());
          if (memory == null) goneMemories.add(change.subjectId());
          else memories.add(memory);
        }
        case VECTORS -> {
          var message = here.byId.get(change.subjectId());
          var memory = here.memories.get(change.subjectId());
          if (message != null) touched.add(message.id());
          if (memory != null) memories.add(memory);
        }
        case CONVERSATION -> {
          if (!here.conversations.containsKey(change.subjectId())) {
            goneConversations.add(change.subjectId());
          }
        }
      }
    }
    var messages = touched.stream().map(id -> indexed(here, message(here, id))).toList();
    return new Update(messages, memories, List.of(), goneMessages, goneMemories, goneConversations);
  }

  @Override
  public void loadAll(SpaceId space, Consumer<Update> batch) {
    walks.incrementAndGet();
    for (var update : everything(space)) batch.accept(update);
  }

  private synchronized List<Update> everything(SpaceId space) {
    var here = at(space);
    var updates = new ArrayList<Update>();
    for (var messages : here.messages.values()) {
      for (int i = 0; i < messages.size(); i += 1_000) {
        var part =
            messages.subList(i, Math.min(messages.size(), i + 1_000)).stream()
                .map(message -> indexed(here, message))
                .toList();
        updates.add(new Update(part, List.of(), List.of(), List.of(), List.of(), List.of()));
      }
    }
    updates.add(
        new Update(
            List.of(),
            List.copyOf(here.memories.values()),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
    return updates;
  }

  private static Set<UUID> withNeighbours(Space here, UUID id) {
    var ids = new LinkedHashSet<UUID>();
    ids.add(id);
    var indexed = indexed(here, message(here, id));
    for (var neighbour :
        new StoredMessage[] {
          indexed.previous(), indexed.previous2(), indexed.next(), indexed.next2()
        }) {
      if (neighbour != null) ids.add(neighbour.id());
    }
    return ids;
  }

  private static IndexedMessage indexed(Space here, StoredMessage message) {
    var previous = parent(here, message);
    var next = child(here, message);
    return new IndexedMessage(
        message,
        requireNonNull(here.conversations.get(message.conversationId())),
        previous,
        previous == null ? null : parent(here, previous),
        next,
        next == null ? null : child(here, next),
        !here.inactive.contains(message.id()));
  }

  private static StoredMessage message(Space here, UUID id) {
    return requireNonNull(here.byId.get(id));
  }

  private static @Nullable StoredMessage parent(Space here, StoredMessage message) {
    return message.parentId() == null ? null : here.byId.get(message.parentId());
  }

  private static @Nullable StoredMessage child(Space here, StoredMessage message) {
    var children = here.children.getOrDefault(message.id(), List.of());
    for (var child : children.reversed()) {
      if (here.byId.containsKey(child.id())) return child;
    }
    return null;
  }
}
