package everthread.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks a {@code .txz}. Writes nothing outside the target folder, whatever the archive says. */
final class Archive {
  private Archive() {}

  static void unpack(InputStream txz, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(txz, 1 << 16)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var path = within(target, target.resolve(entry.getName()));
        Files.createDirectories(entry.isDirectory() ? path : path.resolveSibling("."));
        write(entry, tar, path, target);
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path path, Path target)
      throws IOException {
    if (entry.isSymbolicLink()) {
      within(target, path.resolveSibling(entry.getLinkName()));
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.copy(content, path);
      var mode = (entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x";
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
  }

  private static Path within(Path target, Path path) throws IOException {
    if (!path.normalize().startsWith(target.normalize())) {
      throw new IOException("the archive names a path outside of its folder: " + path);
    }
    return path;
  }
}
