package everthread.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** PostgreSQL's programs, unpacked once for all tests whose matter is something else. */
final class SharedPrograms {
  private static final Path FOLDER = unpack();

  private SharedPrograms() {}

  /** Gives the home hard links to them, which cost nothing. */
  static void link(Path home) throws IOException {
    try (var tree = Files.walk(FOLDER)) {
      for (var path : tree.toList()) {
        var target = home.resolve(FOLDER.relativize(path));
        if (Files.isSymbolicLink(path)) {
          Files.createSymbolicLink(target, Files.readSymbolicLink(path));
        } else if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.createLink(target, path);
        }
      }
    }
  }

  private static Path unpack() {
    try {
      var folder = Files.createTempDirectory("everthread-programs");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      Programs.install(Home.open(folder));
      return folder;
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  private static void delete(Path folder) {
    try {
      Home.delete(folder);
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }
}
