package everthread.ingest;

import everthread.conversation.Attachment;
import everthread.conversation.Conversation;
import everthread.conversation.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes told text fit to be kept: secrets out, and what a text column cannot hold (U+0000, half a
 * surrogate pair) replaced by U+FFFD. Pure and thread-safe.
 */
public final class CleanText {
  private final UnaryOperator<String> redact;

  public CleanText(UnaryOperator<String> redact) {
    this.redact = redact;
  }

  public Conversation clean(Conversation told) {
    return new Conversation(
        told.site(),
        storable(told.sourceId()),
        orNull(told.title()),
        orNull(told.project()),
        orNull(told.url()),
        storableOrNull(told.model()),
        told.createdAt(),
        told.messages().stream().map(this::clean).toList(),
        storableOrNull(told.activeLeaf()));
  }

  private Message clean(Message told) {
    return new Message(
        storable(told.sourceId()),
        storableOrNull(told.parentSourceId()),
        told.role(),
        orNull(told.author()),
        clean(told.text()),
        orNull(told.reasoning()),
        storableOrNull(told.model()),
        told.createdAt(),
        told.complete(),
        told.attachments().stream()
            .map(file -> new Attachment(clean(file.name()), storableOrNull(file.type())))
            .toList());
  }

  /** One text. */
  public String clean(String text) {
    return redact.apply(storable(text));
  }

  @Nullable String orNull(@Nullable String text) {
    return text == null ? null : clean(text);
  }

  /** A JSON value with every text in it cleaned, names included. */
  @Nullable Object cleanTree(@Nullable Object value) {
    if (value == null) return null;
    return switch (value) {
      case String text -> clean(text);
      case Map<?, ?> object -> {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        object.forEach((name, inner) -> copy.put(clean(String.valueOf(name)), cleanTree(inner)));
        yield copy;
      }
      case List<?> list -> {
        var copy = new ArrayList<@Nullable Object>(list.size());
        for (var inner : list) copy.add(cleanTree(inner));
        yield copy;
      }
      default -> value;
    };
  }

  private static @Nullable String storableOrNull(@Nullable String text) {
    return text == null ? null : storable(text);
  }

  static String storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char at = text.charAt(i);
      if (at == 0 || Character.isSurrogate(at)) return replaced(text);
    }
    return text;
  }

  private static String replaced(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> point == 0 || isHalfPair(point) ? 0xFFFD : point)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isHalfPair(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
