package everthread.redact;

import java.util.HashMap;

/** How unlike a word a text is. Pure. */
final class Entropy {
  private Entropy() {}

  /** Shannon entropy of the text's UTF-16 units, in bits a unit; 0 for an empty text. */
  static double bits(String text) {
    var counts = new HashMap<Integer, Integer>();
    text.chars().forEach(unit -> counts.merge(unit, 1, Integer::sum));
    double bits = 0;
    for (int count : counts.values()) {
      double share = (double) count / text.length();
      bits -= share * Math.log(share) / Math.log(2);
    }
    return bits;
  }
}
