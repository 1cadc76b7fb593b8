package everthread.supersession;

import java.util.HashSet;
import java.util.Set;

/**
 * A number, date or time that a message states of something.
 *
 * @param value in a form in which the same figure is always written the same
 * @param units stems of what is counted: of "15 classification problems" both; empty when the
 *     number stands alone
 * @param topic stems of the words near it, which tell what it is a figure of
 * @param sentence stems of its whole sentence, other figures included
 * @param frame the stem before it and what is counted: "secured 3 interviews"; empty where it has
 *     none
 * @param changed whether the words near it say that it has changed
 * @param own whether it is said of the person: "I have", "my", "our"
 * @param aim whether it is a goal rather than how things are
 */
public record Figure(
    Kind kind,
    String value,
    Set<String> units,
    Set<String> topic,
    Set<String> sentence,
    String frame,
    boolean changed,
    boolean aim,
    boolean own) {
  public enum Kind {
    NUMBER,
    PERCENT,
    MONEY,
    DATE,
    TIME
  }

  /** So many words near both, and so many in both sentences, must agree. */
  private static final int NEAR = 2;

  private static final int IN_SENTENCE = 3;
  private static final double SHARE = 0.2;

  /** Without a word that says that it changed, more of what stands near. */
  private static final int NEAR_UNSAID = 3;

  private static final double SHARE_UNSAID = 0.6;
  private static final double FAR = 4;

  public Figure {
    units = Set.copyOf(units);
    topic = Set.copyOf(topic);
    sentence = Set.copyOf(sentence);
  }

  /** Whether this, said later, tells a new figure of what {@code older} was a figure of. */
  public boolean replaces(Figure older) {
    if (kind != older.kind || value.equals(older.value)) return false;
    if (aim != older.aim || !countsTheSame(older) || isFarFrom(older)) return false;
    int near = shared(topic, older.topic) + unitsApart(older);
    if (near < NEAR || shared(sentence, older.sentence) < IN_SENTENCE) return false;
    double share = (double) near / Math.max(1, Math.min(topic.size(), older.topic.size()));
    if (changed) return share >= SHARE;
    if (kind == Kind.DATE || kind == Kind.TIME || !own || !older.own) return false;
    boolean sameWords = !frame.isEmpty() && frame.equals(older.frame);
    return sameWords || near >= NEAR_UNSAID && share >= SHARE_UNSAID;
  }

  /** What is counted says something too, where it is not among the words of the topic. */
  private int unitsApart(Figure older) {
    return shared(units, older.units) > 0 && shared(units, topic) == 0 ? 1 : 0;
  }

  /** What grew fourfold is more likely a figure of something else. */
  private boolean isFarFrom(Figure older) {
    if (kind == Kind.DATE || kind == Kind.TIME) return false;
    double now = Double.parseDouble(value);
    double then = Double.parseDouble(older.value);
    return now > FAR * then || then > FAR * now;
  }

  private boolean countsTheSame(Figure older) {
    if (kind != Kind.NUMBER) return true;
    if (units.isEmpty()) return changed && shared(older.units, topic) > 0;
    if (older.units.isEmpty()) return shared(units, older.topic) > 0;
    return shared(units, older.units) > 0;
  }

  private static int shared(Set<String> some, Set<String> others) {
    var both = new HashSet<>(some);
    both.retainAll(others);
    return both.size();
  }
}
