package everthread;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

/** A certificate that signs itself, made anew for a test, with its key in a PKCS #12 store. */
final class OwnCertificate {
  static final String ALIAS = "a";
  static final String PASSWORD = "changeit";

  private OwnCertificate() {}

  /**
   * Makes a store.
   *
   * @param file where it is written; must not be there yet
   * @param name the common name
   * @param alternatives what else it is for, as keytool has it, such as {@code dns:a.example}
   */
  static KeyStore make(Path file, String name, String... alternatives) {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var command =
        List.of(
            keytool,
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "RSA",
            "-keystore",
            file.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-dname",
            "CN=" + name,
            "-ext",
            "san=" + String.join(",", alternatives));
    try {
      var made = new ProcessBuilder(command).redirectErrorStream(true).start();
      if (made.waitFor() != 0) throw new IllegalStateException("no certificate was made");
      return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    } catch (GeneralSecurityException | InterruptedException trouble) {
      throw new IllegalStateException(trouble);
    }
  }
}
