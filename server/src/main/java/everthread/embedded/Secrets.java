package everthread.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The roles' passwords, a file each, mode 600, named after the role. */
record Secrets(Path folder) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9]{16,100}");

  /** Returns 32 random letters and digits (190 bits), which need no quoting anywhere. */
  static String random() {
    return RANDOM
        .ints(32, 0, LETTERS.length())
        .mapToObj(index -> String.valueOf(LETTERS.charAt(index)))
        .collect(Collectors.joining());
  }

  Path file(String role) {
    return folder.resolve("postgres-" + role);
  }

  /**
   * Empty also where the file holds no password of this form, so that a damaged file is replaced.
   */
  Optional<String> find(String role) throws IOException {
    return Files.exists(file(role))
        ? Optional.of(Files.readString(file(role)).strip()).filter(PASSWORD.asMatchPredicate())
        : Optional.empty();
  }

  /**
   * Keep a password only once the server has it: a missing file is how a later start knows that it
   * has none.
   */
  void keep(String role, String password) throws IOException {
    Home.write(file(role), password + "\n");
  }
}
