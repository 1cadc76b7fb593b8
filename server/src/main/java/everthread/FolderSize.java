package everthread;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;

/** How much room a folder takes. */
final class FolderSize {
  private FolderSize() {}

  /** Bytes of all files below; files that vanish meanwhile do not count. 0 for an absent folder. */
  static long bytes(Path folder) {
    var bytes = new AtomicLong();
    try {
      if (Files.isDirectory(folder)) Files.walkFileTree(folder, new Counting(bytes));
    } catch (IOException unreadable) {
      return bytes.get();
    }
    return bytes.get();
  }

  private static final class Counting extends SimpleFileVisitor<Path> {
    private final AtomicLong bytes;

    Counting(AtomicLong bytes) {
      this.bytes = bytes;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes.addAndGet(attributes.size());
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException vanished) {
      return FileVisitResult.CONTINUE;
    }
  }
}
