package everthread.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * PostgreSQL's log, which it appends to itself, so that it also has words when this process is
 * gone. Holds at most two files of {@link #LIMIT} and what one minute adds.
 */
record LogFile(Path file) {
  /** Bytes. */
  static final long LIMIT = 4 << 20;

  /** Makes the file, readable by its owner alone. */
  void ensure() throws IOException {
    if (!Files.exists(file)) {
      Home.write(file, "");
    }
  }

  long length() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** Returns the lines behind that many bytes, at most the last 64 KiB of them. */
  List<String> since(long start) throws IOException {
    try (var access = new RandomAccessFile(file.toFile(), "r")) {
      access.seek(
          Math.clamp(
              access.length() - (64 << 10), Math.min(start, access.length()), access.length()));
      var bytes = new byte[(int) (access.length() - access.getFilePointer())];
      access.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }

  /**
   * Keeps a log that has grown too long as the one before, and empties it; PostgreSQL goes on at
   * its (new) end.
   */
  void bound() throws IOException {
    if (length() <= LIMIT) {
      return;
    }
    Files.copy(
        file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    try (var access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(0);
    }
  }
}
