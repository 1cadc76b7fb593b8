package everthread.redact;

import java.util.List;
import java.util.Locale;

/** What a secret must pass besides its rule's pattern. Explained in shared-schema/redaction. */
enum Check {
  NONE {
    @Override
    boolean passes(String secret) {
      return true;
    }
  },
  CARD {
    @Override
    boolean passes(String secret) {
      return Luhn.passes(secret);
    }
  },
  IBAN {
    @Override
    boolean passes(String secret) {
      return Iban.passes(secret);
    }
  },
  ENTROPY {
    @Override
    boolean passes(String secret) {
      return mixed(secret)
          && PLACEHOLDERS.stream().noneMatch(secret.toLowerCase(Locale.ROOT)::contains)
          && Entropy.bits(secret) >= (secret.length() < 20 ? 2.5 : 3.0);
    }
  };

  private static final List<String> PLACEHOLDERS =
      List.of(
          "example",
          "placeholder",
          "changeme",
          "your",
          "dummy",
          "redacted",
          "process.env",
          "os.environ",
          "getenv",
          "xxxx",
          "****",
          "${",
          "$(");

  abstract boolean passes(String secret);

  /** Words alone are no secrets: a letter, and a digit or a symbol. */
  private static boolean mixed(String secret) {
    return secret.chars().anyMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')
        && secret.chars().anyMatch(c -> c >= '0' && c <= '9' || "!@#$%^&*".indexOf(c) >= 0);
  }
}
