package everthread.redact;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds all keywords in one pass over a text (Aho and Corasick, 1975), ASCII case ignored.
 * Immutable and thread-safe.
 */
final class KeywordScan {
  /** Told of each keyword of each set, in the order of the keywords' ends. */
  interface Listener {
    void found(int set, int start);
  }

  /** A keyword that ends in a state. */
  private record Keyword(int set, int length) {}

  /** Of each ASCII unit its column; 0 for those in no keyword. Keeps the table in the cache. */
  private final byte[] column = new byte[128];

  private final int columns;

  /**
   * The row of the next state, by the row of a state plus a column; its complement where a keyword
   * ends. A row begins at a state's number times the columns.
   */
  private int[] next;

  private final List<List<Keyword>> ending = new ArrayList<>();

  /**
   * @param sets keywords in ASCII lower case
   */
  KeywordScan(List<List<String>> sets) {
    columns = 1 + nameColumns(sets);
    next = new int[0];
    addState();
    for (int set = 0; set < sets.size(); set++) {
      for (var keyword : sets.get(set)) add(set, keyword);
    }
    link();
    layOut();
  }

  void scan(String text, Listener listener) {
    int row = 0;
    for (int i = 0; i < text.length(); i++) {
      int unit = text.charAt(i);
      row = unit < 128 ? next[row + column[unit]] : 0;
      if (row >= 0) continue;
      row = ~row;
      for (var keyword : ending.get(row / columns)) {
        listener.found(keyword.set(), i + 1 - keyword.length());
      }
    }
  }

  private int nameColumns(List<List<String>> sets) {
    var units = String.join("", sets.stream().flatMap(List::stream).toList()).chars();
    var distinct = units.distinct().sorted().toArray();
    for (int i = 0; i < distinct.length; i++) {
      column[distinct[i]] = (byte) (i + 1);
      if (Character.isLetter(distinct[i])) column[distinct[i] - 'a' + 'A'] = (byte) (i + 1);
    }
    return distinct.length;
  }

  private void add(int set, String keyword) {
    int state = 0;
    for (int i = 0; i < keyword.length(); i++) {
      int slot = state * columns + column[keyword.charAt(i)];
      if (next[slot] < 0) {
        int added = addState();
        next[slot] = added;
      }
      state = next[slot];
    }
    ending.get(state).add(new Keyword(set, keyword.length()));
  }

  private int addState() {
    int state = ending.size();
    next = Arrays.copyOf(next, (state + 1) * columns);
    Arrays.fill(next, state * columns, next.length, -1);
    ending.add(new ArrayList<>(0));
    return state;
  }

  /** Breadth first: a missing step is that of the longest suffix which is a state too. */
  private void link() {
    var suffix = new int[ending.size()];
    var queue = new ArrayDeque<Integer>();
    queue.add(0);
    while (!queue.isEmpty()) {
      int state = queue.remove();
      for (int symbol = 0; symbol < columns; symbol++) {
        int slot = state * columns + symbol;
        int fallback = state == 0 ? 0 : next[suffix[state] * columns + symbol];
        if (next[slot] < 0) {
          next[slot] = fallback;
        } else {
          suffix[next[slot]] = fallback;
          ending.get(next[slot]).addAll(ending.get(fallback));
          queue.add(next[slot]);
        }
      }
    }
  }

  /** From states' numbers to rows. */
  private void layOut() {
    for (int slot = 0; slot < next.length; slot++) {
      int row = next[slot] * columns;
      next[slot] = ending.get(next[slot]).isEmpty() ? row : ~row;
    }
  }
}
