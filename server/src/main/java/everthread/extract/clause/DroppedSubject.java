package everthread.extract.clause;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** "Love hiking", "Grew up in Bari", "Studying law": the "I" is left out and meant. Pure. */
final class DroppedSubject {
  private static final Set<String> NOT_MEANT =
      Set.of("you", "your", "it", "this", "that", "these", "those", "how", "what", "to", "me", ",");

  private DroppedSubject() {}

  /** The words after the "I" that was left out; none when the words are no such statement. */
  static List<String> restored(List<String> words, Sentence sentence) {
    if (words.size() < 2 || sentence.question() || !isOpening(words, sentence)) return List.of();
    if (NOT_MEANT.contains(words.get(1).toLowerCase(Locale.ROOT))) return List.of();
    if (Words.DROPPED_PROGRESSIVES.begin(words)) {
      var said = new ArrayList<>(List.of("am"));
      said.addAll(lowered(words));
      return said;
    }
    return Words.DROPPED_VERBS.begin(words) ? lowered(words) : List.of();
  }

  /** Only what opens a sentence lacks its subject; behind a comma it is a list. */
  private static boolean isOpening(List<String> words, Sentence sentence) {
    int from = sentence.words().indexOf(words.getFirst());
    return from >= 0
        && sentence.words().subList(0, from).stream()
            .allMatch(
                word ->
                    word.equals(",")
                        || Words.LEAD_INS.contains(word)
                        || Words.ADVERBS.contains(word));
  }

  private static List<String> lowered(List<String> words) {
    var said = new ArrayList<>(words);
    said.set(0, words.getFirst().toLowerCase(Locale.ROOT));
    return said;
  }
}
