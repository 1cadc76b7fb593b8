package everthread.capture.read;

import everthread.conversation.Attachment;
import everthread.conversation.Message;
import everthread.conversation.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is known of one message until it is built; the parent is set by the forest. */
public final class MessageDraft {
  private final String sourceId;
  private final Role role;
  private String text = "";
  private @Nullable String author;
  private @Nullable String reasoning;
  private @Nullable String model;
  private @Nullable Instant createdAt;
  private boolean complete = true;
  private final List<Attachment> attachments = new ArrayList<>();

  private MessageDraft(String sourceId, Role role) {
    this.sourceId = sourceId;
    this.role = role;
  }

  public static MessageDraft of(String sourceId, Role role) {
    return new MessageDraft(sourceId, role);
  }

  /** What a person said loses the memories that Everthread put into it. */
  public MessageDraft text(String said) {
    text = (role == Role.USER ? MemoryBlock.strip(said) : said).strip();
    return this;
  }

  public MessageDraft author(@Nullable String name) {
    author = name;
    return this;
  }

  public MessageDraft reasoning(@Nullable String thought) {
    reasoning = thought == null || thought.isBlank() ? null : thought.strip();
    return this;
  }

  public MessageDraft model(@Nullable String name) {
    model = name;
    return this;
  }

  public MessageDraft createdAt(@Nullable Instant time) {
    createdAt = time;
    return this;
  }

  public MessageDraft complete(boolean whole) {
    complete = whole;
    return this;
  }

  public MessageDraft attachments(List<Attachment> named) {
    for (var each : named) if (!attachments.contains(each)) attachments.add(each);
    return this;
  }

  public Message build() {
    return new Message(
        sourceId, null, role, author, text, reasoning, model, createdAt, complete, attachments);
  }
}
