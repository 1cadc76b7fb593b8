package everthread;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the built extension beside the jar that runs. */
final class ExtensionFolder {
  private ExtensionFolder() {}

  /** As the checkout lays it: server/target/everthread.jar, extension/dist/chrome-mv3. */
  static Path find() {
    var from = Path.of("").toAbsolutePath();
    for (var at = from; at != null; at = at.getParent()) {
      var built = at.resolve("extension/dist/chrome-mv3");
      if (Files.isDirectory(built)) return built;
    }
    return from.resolve("extension/dist/chrome-mv3");
  }
}
