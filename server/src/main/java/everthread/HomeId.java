package everthread;

import everthread.space.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** The name under which a home's server, and after a crash the next one, holds jobs. */
final class HomeId {
  private HomeId() {}

  /** Made once, kept in the home. Call only while holding the home. */
  static UUID of(Path home) {
    try {
      var file = home.resolve("home-id");
      if (!Files.exists(file)) {
        // Moved into place whole: a crash leaves no half of it.
        var draft = Files.writeString(home.resolve("home-id.new"), Ids.next() + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return UUID.fromString(Files.readString(file).strip());
    } catch (IOException trouble) {
      throw new StartFailure(
          "The file home-id cannot be kept in " + home + ": check the disk and its permissions.");
    }
  }
}
