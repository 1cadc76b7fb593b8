package everthread.ingest;

import everthread.conversation.Attachment;
import everthread.conversation.Conversation;
import everthread.conversation.ConversationStore;
import everthread.conversation.ConversationSummary;
import everthread.conversation.Site;
import everthread.conversation.Source;
import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Conversations as every door shows them: secrets are taken out again on the way out, for what was
 * kept before a rule was there. Thread-safe.
 */
public final class CleanConversations implements ConversationStore {
  private final ConversationStore store;
  private final CleanText clean;

  public CleanConversations(ConversationStore store, CleanText clean) {
    this.store = store;
    this.clean = clean;
  }

  @Override
  public Saved save(SpaceId space, Conversation told, Source source, Instant seenAt) {
    var saved = store.save(space, clean.clean(told), source, seenAt);
    return new Saved(saved.conversationId(), messages(saved.changed()));
  }

  @Override
  public Optional<StoredConversation> find(SpaceId space, UUID id) {
    return store
        .find(space, id)
        .map(
            kept ->
                new StoredConversation(
                    summary(kept.summary()), messages(kept.messages()), kept.activeLeaf()));
  }

  @Override
  public List<StoredMessage> messages(SpaceId space, List<UUID> ids) {
    return messages(store.messages(space, ids));
  }

  @Override
  public Map<UUID, Neighbours> neighbours(SpaceId space, List<UUID> messages) {
    var cleaned = new HashMap<UUID, Neighbours>();
    store
        .neighbours(space, messages)
        .forEach(
            (id, around) ->
                cleaned.put(id, new Neighbours(orNull(around.previous()), orNull(around.next()))));
    return cleaned;
  }

  private @Nullable StoredMessage orNull(@Nullable StoredMessage kept) {
    return kept == null ? null : message(kept);
  }

  @Override
  public List<ConversationSummary> list(
      SpaceId space, @Nullable Site site, @Nullable UUID after, int limit) {
    return store.list(space, site, after, limit).stream().map(this::summary).toList();
  }

  private ConversationSummary summary(ConversationSummary kept) {
    return new ConversationSummary(
        kept.id(),
        kept.site(),
        kept.sourceId(),
        clean.orNull(kept.title()),
        clean.orNull(kept.project()),
        clean.orNull(kept.url()),
        kept.model(),
        kept.createdAt(),
        kept.updatedAt(),
        kept.messageCount());
  }

  private List<StoredMessage> messages(List<StoredMessage> kept) {
    return kept.stream().map(this::message).toList();
  }

  private StoredMessage message(StoredMessage kept) {
    return new StoredMessage(
        kept.id(),
        kept.conversationId(),
        kept.sourceId(),
        kept.parentId(),
        kept.role(),
        clean.orNull(kept.author()),
        clean.clean(kept.text()),
        clean.orNull(kept.reasoning()),
        kept.model(),
        kept.createdAt(),
        kept.complete(),
        kept.attachments().stream()
            .map(file -> new Attachment(clean.clean(file.name()), file.type()))
            .toList());
  }

  @Override
  public boolean hide(SpaceId space, UUID id) {
    return store.hide(space, id);
  }

  @Override
  public boolean restore(SpaceId space, UUID id) {
    return store.restore(space, id);
  }

  @Override
  public boolean erase(SpaceId space, UUID id) {
    return store.erase(space, id);
  }

  @Override
  public boolean keepAgain(SpaceId space, Site site, String sourceId) {
    return store.keepAgain(space, site, CleanText.storable(sourceId));
  }
}
