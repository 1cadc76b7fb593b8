package everthread.extract.clause;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A list of entries of one or more words each. Immutable; looks at lower case. */
public final class Phrases {
  private final Set<String> entries;
  private final int longest;

  Phrases(Set<String> entries) {
    this.entries = Set.copyOf(entries);
    this.longest = entries.stream().mapToInt(entry -> entry.split(" ", -1).length).max().orElse(0);
  }

  /** Whether the entry stands in the list, case ignored. */
  public boolean contains(String entry) {
    return entries.contains(entry.toLowerCase(Locale.ROOT));
  }

  /** How many words the longest entry has that begins at {@code from}; 0 if none does. */
  public int lengthAt(List<String> words, int from) {
    var text = new StringBuilder();
    int found = 0;
    int end = Math.min(words.size(), from + longest);
    for (int i = from; i < end; i++) {
      text.append(i == from ? "" : " ").append(words.get(i).toLowerCase(Locale.ROOT));
      if (entries.contains(text.toString())) found = i + 1 - from;
    }
    return found;
  }

  public boolean begin(List<String> words) {
    return lengthAt(words, 0) > 0;
  }

  public boolean anyIn(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (lengthAt(words, i) > 0) return true;
    }
    return false;
  }
}
