package everthread.web.mcp;

import everthread.conversation.Attachment;
import everthread.conversation.Conversation;
import everthread.conversation.ConversationStore;
import everthread.conversation.ConversationSummary;
import everthread.conversation.Message;
import everthread.conversation.Site;
import everthread.conversation.Source;
import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.space.Ids;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Conversations of all spaces in lists; what these tests do not call is not there. */
final class ConversationsInMemory implements ConversationStore {
  private record Row(SpaceId space, StoredConversation conversation) {}

  private final List<Row> rows = new ArrayList<>();
  private final Set<UUID> hidden = new HashSet<>();

  @Override
  public synchronized Saved save(SpaceId space, Conversation told, Source source, Instant seenAt) {
    var id = Ids.next();
    var ids = new HashMap<String, UUID>();
    var messages = new ArrayList<StoredMessage>();
    for (var message : told.messages()) {
      var messageId = Ids.next();
      ids.put(message.sourceId(), messageId);
      messages.add(stored(id, messageId, message, ids, seenAt));
    }
    var summary =
        new ConversationSummary(
            id,
            told.site(),
            told.sourceId(),
            told.title(),
            told.project(),
            told.url(),
            told.model(),
            seenAt,
            seenAt,
            messages.size());
    var leaf = messages.isEmpty() ? null : messages.getLast().id();
    rows.add(new Row(space, new StoredConversation(summary, messages, leaf)));
    return new Saved(id, messages);
  }

  @Override
  public List<StoredMessage> messages(SpaceId space, List<UUID> ids) {
    return rows.stream()
        .filter(row -> row.space().equals(space))
        .flatMap(row -> row.conversation().messages().stream())
        .filter(message -> ids.contains(message.id()))
        .toList();
  }

  @Override
  public synchronized Map<UUID, Neighbours> neighbours(SpaceId space, List<UUID> messages) {
    return Map.of();
  }

  private static StoredMessage stored(
      UUID conversation, UUID id, Message message, Map<String, UUID> ids, Instant seenAt) {
    var parent = message.parentSourceId();
    var createdAt = message.createdAt();
    return new StoredMessage(
        id,
        conversation,
        message.sourceId(),
        parent == null ? null : ids.get(parent),
        message.role(),
        message.author(),
        message.text(),
        message.reasoning(),
        message.model(),
        createdAt == null ? seenAt : createdAt,
        message.complete(),
        List.<Attachment>copyOf(message.attachments()));
  }

  synchronized List<StoredConversation> visible(SpaceId space) {
    return rows.stream()
        .filter(row -> row.space().equals(space))
        .map(Row::conversation)
        .filter(conversation -> !hidden.contains(conversation.summary().id()))
        .toList();
  }

  @Override
  public Optional<StoredConversation> find(SpaceId space, UUID id) {
    return visible(space).stream()
        .filter(conversation -> conversation.summary().id().equals(id))
        .findFirst();
  }

  @Override
  public synchronized boolean hide(SpaceId space, UUID id) {
    return find(space, id).isPresent() && hidden.add(id);
  }

  @Override
  public List<ConversationSummary> list(
      SpaceId space, @Nullable Site site, @Nullable UUID after, int limit) {
    return visible(space).reversed().stream()
        .map(StoredConversation::summary)
        .filter(summary -> site == null || summary.site() == site)
        .dropWhile(summary -> after != null && summary.id().compareTo(after) >= 0)
        .limit(limit)
        .toList();
  }

  @Override
  public boolean restore(SpaceId space, UUID id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean erase(SpaceId space, UUID id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean keepAgain(SpaceId space, Site site, String sourceId) {
    throw new UnsupportedOperationException();
  }
}
