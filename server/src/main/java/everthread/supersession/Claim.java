package everthread.supersession;

import java.util.List;
import java.util.Set;

/**
 * What a statement says of one thing.
 *
 * @param slot whose what it is about: "user: lives in"; two claims of different slots never clash
 * @param value what it says of it, in lower case, without articles
 * @param kind how it bears on others of its slot
 * @param changes whether it says that something changed
 */
public record Claim(String slot, String value, Kind kind, boolean changes) {
  public enum Kind {
    /** Only one can hold at a time: a place one lives in. */
    ONLY,
    /** Several may hold, unless one says that it took the others' place: a database one uses. */
    ONE_OF_MANY,
    /** Says that the value no longer holds. */
    ENDED
  }

  /** Whether this, said later, takes the place of {@code older}. In doubt it does not. */
  public boolean replaces(Claim older) {
    if (!slot.equals(older.slot)) return false;
    if (kind == Kind.ENDED) return older.kind != Kind.ENDED && value.equals(older.value);
    if (older.kind == Kind.ENDED) return value.equals(older.value);
    if (isSaidBy(older)) return false;
    return changes || kind == Kind.ONLY && older.kind == Kind.ONLY && !isWiderThan(older);
  }

  /**
   * Whether two claims are of one thing but differ, whichever holds: enough to show the newer first
   * where both are found, not enough to let the older go.
   */
  public boolean rivals(Claim older) {
    return slot.equals(older.slot) && !isSaidBy(older) && !older.isSaidBy(this);
  }

  /** Whether it only says that something is or is not so. */
  boolean isOpposite() {
    return slot.contains(Opposites.SLOT);
  }

  /** "Berlin" adds nothing to "Berlin, Germany". */
  private boolean isSaidBy(Claim other) {
    if (value.equals(other.value)) return true;
    // Most values share nothing; to see that must be cheap where many are compared.
    if (!other.value.contains(firstWord(value))) return false;
    return words(other.value).containsAll(words(value));
  }

  /** "Lives in Germany" after "lives in Berlin" need not be a move. */
  private boolean isWiderThan(Claim older) {
    return Regions.contains(value) && !Regions.contains(older.value);
  }

  private static String firstWord(String value) {
    int end = 0;
    while (end < value.length() && value.charAt(end) != ' ' && value.charAt(end) != ',') end++;
    return value.substring(0, end);
  }

  private static Set<String> words(String value) {
    return Set.copyOf(List.of(value.split("[ ,]+", -1)));
  }
}
