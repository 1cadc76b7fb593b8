package everthread.web.page;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What just happened, told once on the next page. Travels in a cookie as {@code kind.id.id}, so it
 * holds ids only and is read strictly.
 *
 * @param ids what it happened to, in the form of the page's own addresses
 */
public record Toast(Kind kind, List<String> ids) {
  private static final Pattern ID = Pattern.compile("[0-9a-zA-Z_-]{1,64}");
  private static final int MOST = 60;

  public Toast {
    ids = List.copyOf(ids);
  }

  /** What is told, and whether it can be undone. */
  public enum Kind {
    MEMORY_DELETED("/memories/restore"),
    MEMORY_DISMISSED("/memories/restore"),
    MEMORY_RESTORED(""),
    MEMORY_KEPT(""),
    MEMORY_HOLDS_AGAIN(""),
    MEMORY_ADDED(""),
    MEMORY_SAVED(""),
    MEMORIES_CLEANED("/memories/report/restore"),
    MEMORIES_BACK(""),
    CONVERSATION_DELETED("/conversations/restore"),
    CONVERSATION_RESTORED(""),
    BROWSER_UNPAIRED(""),
    KEY_REVOKED(""),
    CLIENT_DISCONNECTED(""),
    CLIENT_ENTERED(""),
    CLIENT_REFUSED(""),
    CLIENT_FORGOTTEN(""),
    TRIED_AGAIN(""),
    READ_AGAIN(""),
    REBUILDING(""),
    GONE("");

    private final String undo;

    Kind(String undo) {
      this.undo = undo;
    }
  }

  static Toast of(Kind kind, List<String> ids) {
    return new Toast(kind, ids.size() > MOST ? ids.subList(0, MOST) : ids);
  }

  static Toast of(Kind kind) {
    return new Toast(kind, List.of());
  }

  /** Where Undo posts to; empty when there is nothing to undo. */
  public String undoAction() {
    return ids.isEmpty() ? "" : kind.undo;
  }

  public String text() {
    return switch (kind) {
      case MEMORY_DELETED ->
          Counted.of(ids.size(), "memory", "memories").capitalised()
              + " deleted. Hidden everywhere now, erased for good in 10 minutes.";
      case MEMORY_DISMISSED -> "Dismissed. It is erased in 10 minutes and isn't suggested again.";
      case MEMORY_RESTORED -> "The memory is back.";
      case MEMORY_KEPT -> "Kept. Your AIs may know it now.";
      case MEMORY_HOLDS_AGAIN -> "It holds again, beside what had taken its place.";
      case MEMORIES_CLEANED ->
          Counted.of(count(), "memory", "memories").capitalised()
              + " cleared away. Hidden everywhere now, erased for good in 10 minutes.";
      case MEMORIES_BACK -> "The memories are back.";
      case MEMORY_ADDED -> "The memory is added.";
      case MEMORY_SAVED -> "Saved. The old wording stays in its history.";
      case CONVERSATION_DELETED ->
          "Conversation deleted. Hidden everywhere now, erased for good in 10 minutes.";
      case CONVERSATION_RESTORED -> "The conversation is back.";
      case BROWSER_UNPAIRED -> "The browser is unpaired; it can't send anything any more.";
      case KEY_REVOKED -> "The key is revoked; it works nowhere any more.";
      case CLIENT_DISCONNECTED -> "The client is disconnected; its tokens work nowhere any more.";
      case CLIENT_ENTERED ->
          "The client is entered. Give it the client id that stands in the list.";
      case CLIENT_REFUSED ->
          "Nothing was entered: an address to answer to is https, or http on this machine.";
      case CLIENT_FORGOTTEN -> "The client is forgotten, and disconnected.";
      case TRIED_AGAIN -> "What was set aside is being tried again.";
      case READ_AGAIN -> "The kept captures are being read again.";
      case REBUILDING -> "The search index is being rebuilt. Searches go on meanwhile.";
      case GONE -> "It isn't there any more: deleted elsewhere, or erased.";
    };
  }

  /** How many, where the first id says so. */
  private long count() {
    return ids.isEmpty() || !ids.getFirst().matches("\\d{1,9}")
        ? 0
        : Long.parseLong(ids.getFirst());
  }

  String toCookie() {
    return ids.isEmpty() ? kind.name() : kind.name() + "." + String.join(".", ids);
  }

  static Optional<Toast> ofCookie(String value) {
    var parts = List.of(value.split("\\.", MOST + 2));
    var ids = parts.subList(1, parts.size());
    if (!ids.stream().allMatch(id -> ID.matcher(id).matches())) return Optional.empty();
    for (var kind : Kind.values()) {
      if (kind.name().equals(parts.getFirst())) return Optional.of(new Toast(kind, ids));
    }
    return Optional.empty();
  }
}
