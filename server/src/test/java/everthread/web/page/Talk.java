package everthread.web.page;

import everthread.conversation.ConversationSummary;
import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.space.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a conversation down, message after message. */
final class Talk {
  /** A message that was said. */
  record Said(UUID id, String text, Instant at) {}

  private final UUID id = Ids.next();
  private final Site site;
  private final @Nullable String title;
  private final @Nullable String url;
  private final @Nullable String model;
  private final List<StoredMessage> messages = new ArrayList<>();
  private @Nullable UUID parent;
  private @Nullable String reasoning;
  private boolean complete = true;

  Talk(Site site, @Nullable String title, @Nullable String url, @Nullable String model) {
    this.site = site;
    this.title = title;
    this.url = url;
    this.model = model;
  }

  UUID id() {
    return id;
  }

  Site site() {
    return site;
  }

  UUID last() {
    return messages.getLast().id();
  }

  Talk after(UUID message) {
    parent = message;
    return this;
  }

  Talk think(String text) {
    reasoning = text;
    return this;
  }

  Talk stopped() {
    complete = false;
    return this;
  }

  Said say(Role role, String at, String text) {
    var message = Ids.next();
    var when = Instant.parse(at);
    messages.add(
        new StoredMessage(
            message,
            id,
            "s" + messages.size(),
            parent,
            role,
            null,
            text,
            reasoning,
            null,
            when,
            complete,
            List.of()));
    parent = message;
    reasoning = null;
    complete = true;
    return new Said(message, text, when);
  }

  StoredConversation conversation(UUID leaf) {
    var summary =
        new ConversationSummary(
            id,
            site,
            "c",
            title,
            null,
            url,
            model,
            messages.getFirst().createdAt(),
            messages.getLast().createdAt(),
            messages.size());
    return new StoredConversation(summary, messages, leaf);
  }
}
