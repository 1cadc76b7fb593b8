package everthread.search.embed;

import everthread.conversation.StoredMessage;
import everthread.memory.Memory;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts messages and memories into passages for a model. Pure. */
public final class Chunks {
  /** About as much as a small model reads, 512 word pieces, leaves room for. */
  private static final int LONGEST = 1_200;

  /** Of one text; what comes behind is found by its words only. */
  private static final int MOST = 40;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private Chunks() {}

  /** In a dialogue of named speakers each passage says who speaks and when. */
  public static List<Chunk> of(StoredMessage message) {
    var author = message.author();
    var heading =
        author == null ? "" : "(%s) %s: ".formatted(DAY.format(message.createdAt()), author);
    return cut(message.text(), heading);
  }

  public static List<Chunk> of(Memory memory) {
    var title = memory.title();
    return cut(memory.content(), title == null ? "" : title + ": ");
  }

  private static List<Chunk> cut(String text, String heading) {
    var chunks = new ArrayList<Chunk>();
    int from = 0;
    while (from < text.length() && chunks.size() < MOST) {
      int to = text.length() - from <= LONGEST ? text.length() : boundary(text, from);
      var piece = text.substring(from, to).strip();
      if (!piece.isEmpty()) chunks.add(new Chunk(chunks.size(), from, to, heading + piece));
      from = to;
    }
    return List.copyOf(chunks);
  }

  /** The end of the last paragraph, sentence or word that fits, in this order. */
  private static int boundary(String text, int from) {
    int end = from + LONGEST;
    for (var mark : List.of("\n\n", "\n", ". ", " ")) {
      int found = text.lastIndexOf(mark, end - mark.length());
      if (found > from + LONGEST / 2) return found + mark.length();
    }
    return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
  }
}
