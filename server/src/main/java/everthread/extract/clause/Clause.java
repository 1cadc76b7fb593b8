package everthread.extract.clause;

import java.util.List;
import java.util.Locale;

/**
 * A part of a sentence with one subject, freed of lead-ins, fillers and tails.
 *
 * @param words after the subject and its adverbs; for {@link Subject#MY} from the noun on
 * @param sentence that it stands in
 */
public record Clause(Subject subject, List<String> words, Sentence sentence) {

  /** Who a clause is about. */
  public enum Subject {
    I,
    MY,
    WE,
    OUR,
    /** Anyone else; kept for what is said of "my …" inside. */
    OTHER
  }

  public Clause {
    words = List.copyOf(words);
  }

  /** The words in lower case with single spaces. */
  public String lower() {
    return String.join(" ", words).toLowerCase(Locale.ROOT).replace(" ,", ",");
  }

  public boolean begins(String... phrases) {
    var text = lower() + " ";
    for (var phrase : phrases) {
      if (text.startsWith(phrase + " ")) return true;
    }
    return false;
  }

  public boolean has(String phrase) {
    return (" " + lower() + " ").contains(" " + phrase + " ");
  }

  /** Speaks to someone, so it is of use only in its conversation. */
  public boolean isAddressed() {
    return has("you") || has("your") || has("yours");
  }

  /** From the word at {@code index} on. */
  public List<String> from(int index) {
    return words.subList(Math.min(index, words.size()), words.size());
  }
}
