package everthread.redact;

/** The checksum of card numbers (ISO/IEC 7812-1, annex B). Pure. */
final class Luhn {
  private Luhn() {}

  /** Looks at the digits only. Digits that are all the same do not pass. */
  static boolean passes(String number) {
    var digits = number.chars().filter(c -> c >= '0' && c <= '9').map(c -> c - '0').toArray();
    int sum = 0;
    boolean mixed = false;
    for (int i = 0; i < digits.length; i++) {
      mixed |= digits[i] != digits[0];
      boolean doubled = (digits.length - i) % 2 == 0;
      int value = doubled ? digits[i] * 2 : digits[i];
      sum += value > 9 ? value - 9 : value;
    }
    return mixed && sum % 10 == 0;
  }
}
