package everthread.bench.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Values that programs stumble over. */
final class Nasty {
  private Nasty() {}

  /** As they stand in JSON. */
  static final List<String> JSON =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "\"\"",
          "-1",
          "0",
          "-0.0",
          "1e999",
          "-1e-999",
          "1e400000000",
          "9223372036854775808",
          "9".repeat(400),
          "0.1" + "0".repeat(900),
          "NaN",
          "[[[[[[[[[[1]]]]]]]]]]",
          "[".repeat(70) + "]".repeat(70),
          "{\"a\":".repeat(65) + "1" + "}".repeat(65),
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udfff\\ud800\"",
          "\"\\ufeff\\u202e\\u200b\"",
          "\"" + "\u0301".repeat(300) + "\"",
          "\"\uDB40\uDC41\uDB40\uDC42\"",
          "\"'); DROP TABLE memory; --\"",
          "\"${jndi:ldap://x}{{7*7}}%s%n\"",
          "\"../../../etc/passwd\"",
          "\"<script>alert(1)</script>\"",
          "\"" + "a".repeat(3_000) + "\"",
          "\"2026-03-03T21:14:00Z\"",
          "\"+1000000000-01-01T00:00:00Z\"",
          "\"-999999999-01-01T00:00:00+18:00\"",
          "\"0000-00-00T00:00:00Z\"",
          "\"00000000-0000-0000-0000-000000000000\"",
          "\"mem_00000000000000000000000000000000\"");

  /** As they stand in an address or a header. */
  static final List<String> WORDS =
      List.of(
          "",
          "%00",
          "%ff%fe",
          "%ED%A0%80",
          "%F0%9F%A7%B5",
          "%",
          "%zz",
          "..%2f..%2f",
          "-1",
          "0",
          "1000000000",
          "99999999999999999999",
          "1e3",
          "true",
          "null",
          "'%22%3E",
          "%27)%3BDROP%20TABLE",
          "AND%20OR%20NOT",
          "%22never%20closed",
          "((((((((((",
          "*",
          "a*%20b*%20c*",
          "!%26%7C%3C-%3E",
          "2026-03-03T21:14:00Z",
          "%2B1000000000-01-01T00:00:00Z",
          "-999999999-01-01T00:00:00%2B18:00",
          "0001-01-01T00:00:00-18:00",
          "9999-12-31T23:59:59Z",
          "00000000-0000-0000-0000-000000000000",
          "mem_00000000000000000000000000000000",
          "a".repeat(2_000),
          "%CC%81".repeat(300));

  static String json(SplittableRandom random) {
    return JSON.get(random.nextInt(JSON.size()));
  }

  static String word(SplittableRandom random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }
}
