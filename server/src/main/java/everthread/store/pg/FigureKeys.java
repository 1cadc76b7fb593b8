package everthread.store.pg;

import everthread.supersession.Figure;
import java.util.Collection;
import java.util.TreeSet;

/** Numbers by which messages that may state figures of one thing find each other. Pure. */
final class FigureKeys {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  /** Of a message with many figures only so many words count. */
  private static final int MOST = 80;

  private FigureKeys() {}

  /** One for each kind of figure and word near it: two messages must share two. In order. */
  static Long[] of(Collection<Figure> figures) {
    var keys = new TreeSet<Long>();
    for (var figure : figures) {
      figure.topic().forEach(word -> keys.add(hash(figure.kind() + " " + word)));
      figure.units().forEach(word -> keys.add(hash(figure.kind() + " " + word)));
    }
    return keys.stream().limit(MOST).toArray(Long[]::new);
  }

  /** 64 bits of FNV-1a. */
  private static long hash(String text) {
    long hash = OFFSET;
    for (int i = 0; i < text.length(); i++) hash = (hash ^ text.charAt(i)) * PRIME;
    return hash;
  }
}
