package everthread;

import everthread.embedded.HomeFolder;
import everthread.store.pg.OwnerStore;
import everthread.store.pg.OwnerStore.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The owner's key: preset by the environment, or made once and kept in the home with mode 600. */
final class OwnerKeyFile {
  private final Path file;

  OwnerKeyFile(Path home) {
    file = HomeFolder.ownerKey(home);
  }

  Path path() {
    return file;
  }

  /** Makes sure that the owner has a key, the preset one if there is one, and returns it. */
  String install(OwnerStore owners, Owner owner, Optional<String> preset) {
    try {
      var secret = preset.or(this::kept).orElseGet(OwnerStore::newSecret);
      owners.install(owner, secret);
      if (preset.isEmpty() && !Files.exists(file)) write(secret);
      return secret;
    } catch (IOException trouble) {
      throw new StartFailure(
          "The owner's key cannot be written to " + file + ": check the disk and its permissions.");
    }
  }

  private Optional<String> kept() {
    try {
      if (!Files.exists(file)) return Optional.empty();
      return Optional.of(Files.readString(file).strip()).filter(text -> text.startsWith("et_"));
    } catch (IOException unreadable) {
      throw new StartFailure(
          "The owner's key in " + file + " cannot be read: check its permissions.");
    }
  }

  private void write(String secret) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(file, mode);
    Files.writeString(file, secret + "\n", StandardOpenOption.WRITE);
  }
}
