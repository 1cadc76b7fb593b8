package everthread.web.page;

import java.util.Locale;

/** Numbers as the pages write them. Pure. */
public record Counted(long number, String one, String many) {

  /** A number with its unit, such as "1 result" or "1,505 memories". */
  public static Counted of(long number, String one, String many) {
    return new Counted(number, one, many);
  }

  public static Counted of(long number, String one) {
    return new Counted(number, one, one + "s");
  }

  /** Thousands are grouped: 248,213. */
  public static String grouped(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /** A size in the unit that fits: "740 MB", "1.9 GB". */
  public static String bytes(long bytes) {
    if (bytes < 1_000) return bytes + " B";
    if (bytes < 1_000_000) return bytes / 1_000 + " kB";
    if (bytes < 1_000_000_000) return bytes / 1_000_000 + " MB";
    return String.format(Locale.ENGLISH, "%.1f GB", bytes / 1e9);
  }

  public String unit() {
    return number == 1 ? one : many;
  }

  /** For the start of a sentence: a single thing leads with its name alone. */
  String capitalised() {
    if (number != 1) return grouped(number) + " " + many;
    return Character.toUpperCase(one.charAt(0)) + one.substring(1);
  }

  @Override
  public String toString() {
    return grouped(number) + " " + unit();
  }
}
