package everthread.bench.size;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** The homes of servers, on disk. */
final class Homes {
  private Homes() {}

  static void printDisk(Path home, int size) throws IOException {
    long index = bytes(home.resolve("index"));
    long all = bytes(home) - index;
    System.out.printf(
        "On disk: index %.0f MB (%,d bytes a message), PostgreSQL with its log %.0f MB (%,d bytes).%n",
        index / 1e6, index / size, all / 1e6, all / size);
  }

  static void delete(Path path) throws IOException {
    if (!Files.exists(path)) return;
    try (var walk = Files.walk(path)) {
      for (var each : walk.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
    }
  }

  private static long bytes(Path path) throws IOException {
    if (!Files.exists(path)) return 0;
    try (var walk = Files.walk(path)) {
      long bytes = 0;
      for (var file : walk.filter(Files::isRegularFile).toList()) bytes += Files.size(file);
      return bytes;
    }
  }
}
