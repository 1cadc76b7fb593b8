package everthread.search.words;

import java.util.Set;

/**
 * English words that carry no subject. They leave a question, never the index, so that a phrase of
 * them is still found. Pure.
 */
public final class StopWords {
  private static final Set<String> WORDS = Set.copyOf(WordList.lines("stop-words.txt"));

  private StopWords() {}

  /**
   * @param folded a word as {@link Token#exact} has it
   */
  public static boolean contains(String folded) {
    return WORDS.contains(folded);
  }
}
