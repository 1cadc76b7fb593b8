package everthread.context;

import everthread.conversation.StoredMessage;
import everthread.search.Excerpt;
import everthread.search.Hit;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;

/** How notes are written. Pure. */
final class Lines {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Lines() {}

  /** Over the notes of a conversation: its title, where and when. */
  static String heading(Hit hit, Function<String, String> show) {
    if (hit.kind() == Hit.Kind.MEMORY) return "Remembered:";
    var title = hit.title();
    var place = hit.site().displayName() + ", " + DAY.format(hit.saidAt());
    return title == null ? place + ":" : flat(show.apply(title)) + " (" + place + "):";
  }

  static String note(int n, Hit hit, String text, Function<String, String> show) {
    var mark = "[" + n + "] ";
    if (hit.kind() == Hit.Kind.MESSAGE) return mark + speaker(hit, show) + ": " + text;
    var outdated = "superseded".equals(hit.state()) ? ", no longer so" : "";
    return mark
        + flat(text)
        + " ("
        + DAY.format(hit.saidAt())
        + ", "
        + hit.site().displayName()
        + outdated
        + ")";
  }

  private static String speaker(Hit hit, Function<String, String> show) {
    var author = hit.author();
    if (author != null) return flat(show.apply(author));
    var role = hit.role();
    return role == null ? "Note" : capitalized(role.wireName());
  }

  /** What stands beside a note: who said it and its beginning. */
  static String beside(StoredMessage message, int words) {
    var author = message.author();
    var speaker = author == null ? capitalized(message.role().wireName()) : author;
    return speaker + ": " + Excerpt.beginning(flat(message.text()), words);
  }

  private static String capitalized(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  static String flat(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
