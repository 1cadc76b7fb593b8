package everthread.web.page;

import everthread.conversation.Conversation;
import everthread.conversation.ConversationStore;
import everthread.conversation.ConversationSummary;
import everthread.conversation.Site;
import everthread.conversation.Source;
import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Conversations in memory, of one space. */
final class FakeConversations implements ConversationStore {
  private final SpaceId home;
  private final Map<UUID, StoredConversation> kept = new LinkedHashMap<>();
  private final Set<UUID> hidden = new HashSet<>();

  FakeConversations(SpaceId home) {
    this.home = home;
  }

  void put(StoredConversation conversation) {
    kept.put(conversation.summary().id(), conversation);
  }

  List<StoredConversation> visible(SpaceId space) {
    if (!space.equals(home)) return List.of();
    return kept.values().stream()
        .filter(conversation -> !hidden.contains(conversation.summary().id()))
        .toList();
  }

  @Override
  public Saved save(SpaceId space, Conversation conversation, Source source, Instant seenAt) {
    throw new UnsupportedOperationException("pages save no conversations");
  }

  @Override
  public Optional<StoredConversation> find(SpaceId space, UUID id) {
    return visible(space).stream()
        .filter(conversation -> conversation.summary().id().equals(id))
        .findFirst();
  }

  @Override
  public List<StoredMessage> messages(SpaceId space, List<UUID> ids) {
    throw new UnsupportedOperationException("pages show whole conversations");
  }

  @Override
  public Map<UUID, Neighbours> neighbours(SpaceId space, List<UUID> messages) {
    throw new UnsupportedOperationException("pages show whole conversations");
  }

  @Override
  public List<ConversationSummary> list(
      SpaceId space, @Nullable Site site, @Nullable UUID after, int limit) {
    return visible(space).stream()
        .map(StoredConversation::summary)
        .filter(summary -> site == null || summary.site() == site)
        .sorted(Comparator.comparing(ConversationSummary::updatedAt).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public boolean hide(SpaceId space, UUID id) {
    return find(space, id).isPresent() && hidden.add(id);
  }

  @Override
  public boolean restore(SpaceId space, UUID id) {
    return hidden.remove(id);
  }

  @Override
  public boolean erase(SpaceId space, UUID id) {
    return kept.remove(id) != null;
  }

  @Override
  public boolean keepAgain(SpaceId space, Site site, String sourceId) {
    throw new UnsupportedOperationException("pages keep nothing again");
  }
}
