package everthread.store.pg;

import everthread.supersession.Telling;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Numbers by which messages that may tell of one thing find each other: for a figure one for its
 * kind and each word near it, for a claim two of its slot. What tells of one thing shares two.
 *
 * @param figures of which of a message's figures and claims each key is, counted from 0
 */
record FigureKeys(Long[] keys, Integer[] figures) {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  /** Of a figure in a long sentence only so many words count. */
  private static final int MOST = 24;

  static FigureKeys of(Telling telling) {
    var figures = telling.figures();
    var keys = new ArrayList<Long>();
    var whose = new ArrayList<Integer>();
    for (int i = 0; i < figures.size(); i++) {
      var figure = figures.get(i);
      var words = new TreeSet<>(figure.topic());
      words.addAll(figure.units());
      for (var word : words.stream().limit(MOST).toList()) {
        keys.add(hash(figure.kind() + " " + word));
        whose.add(i);
      }
    }
    int next = figures.size();
    for (var claim : telling.claims()) {
      for (var end : List.of(" 1", " 2")) {
        keys.add(hash(claim.slot() + end));
        whose.add(next);
      }
      next++;
    }
    return new FigureKeys(keys.toArray(Long[]::new), whose.toArray(Integer[]::new));
  }

  /** 64 bits of FNV-1a. */
  private static long hash(String text) {
    long hash = OFFSET;
    for (int i = 0; i < text.length(); i++) hash = (hash ^ text.charAt(i)) * PRIME;
    return hash;
  }
}
