package everthread.redact;

import java.util.HashMap;
import java.util.Map;

/** The checksum and the lengths of bank account numbers (ISO 13616). Pure. */
final class Iban {
  private static final Map<String, Integer> LENGTHS =
      lengths(
          """
          15 NO 16 BE 18 DK FI FO GL NL SD 19 MK SI 20 AT BA EE KZ LT LU XK 21 CH CR HR LI LV
          22 BG BH DE GB GE IE ME RS 23 AE GI IL IQ TL 24 AD CZ ES MD PK RO SA SE SK TN VG
          25 LY PT ST 26 IS TR 27 FR GR IT MC MR SM 28 AL AZ BY CY DO GT HU LB PL SN SV 29 BR EG PS QA UA
          30 JO KW MU 31 MT SC 32 LC
          """);

  private Iban() {}

  static boolean passes(String number) {
    var compact = number.replace(" ", "").replace("-", "");
    var length = LENGTHS.get(compact.substring(0, 2));
    return length != null && length == compact.length() && remainder(compact) == 1;
  }

  private static int remainder(String number) {
    var moved = number.substring(4) + number.substring(0, 4);
    int remainder = 0;
    for (int i = 0; i < moved.length(); i++) {
      int value = Character.digit(moved.charAt(i), 36);
      if (value < 0) return -1;
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder;
  }

  /** Each number is the length of the countries that follow it. */
  private static Map<String, Integer> lengths(String table) {
    var lengths = new HashMap<String, Integer>();
    int length = 0;
    for (var word : table.strip().split("\\s+", -1)) {
      if (Character.isDigit(word.charAt(0))) length = Integer.parseInt(word);
      else lengths.put(word, length);
    }
    return Map.copyOf(lengths);
  }
}
