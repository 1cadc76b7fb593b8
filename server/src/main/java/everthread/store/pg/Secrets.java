package everthread.store.pg;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Makes secrets and their hashes. A secret of ours has 128 bits or more, so one SHA-256 suffices.
 */
final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String KEY_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** Without letters and digits that look alike. */
  private static final String CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

  private Secrets() {}

  /** A key: et_ and 40 letters and digits, 238 bits. */
  static String key() {
    return "et_" + random(40, KEY_ALPHABET);
  }

  /** A token of a client that was let in: a key's form, so that redaction knows it. */
  static String accessToken() {
    return "et_access_" + random(43, KEY_ALPHABET);
  }

  static String refreshToken() {
    return "et_refresh_" + random(43, KEY_ALPHABET);
  }

  /** An authorization code. */
  static String code() {
    return "et_code_" + random(43, KEY_ALPHABET);
  }

  /** A client's id: no secret, but not to be guessed. */
  static String clientId() {
    return "everthread-client-" + random(22, KEY_ALPHABET);
  }

  /** A cookie, a CSRF token or a sign-in code: 43 letters and digits, 256 bits. */
  static String token() {
    return random(43, KEY_ALPHABET);
  }

  /**
   * A code that a person may type: XXXX-XXXX, 39 bits; good once, for minutes, and guesses are
   * limited.
   */
  static String pairingCode() {
    var code = random(8, CODE_ALPHABET);
    return code.substring(0, 4) + "-" + code.substring(4);
  }

  static byte[] hash(String... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  private static String random(int length, String alphabet) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++)
      text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
    return text.toString();
  }
}
