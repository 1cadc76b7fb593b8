package everthread.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/**
 * Where things lie in the home. Only {@code database} and {@code secrets} are precious; all else is
 * made again.
 *
 * @param folder absolute, symbolic links resolved
 */
record Home(Path folder) {
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /**
   * Makes the home where it is missing, with mode 700. A folder that is there keeps its mode: it
   * may serve others too.
   */
  static Home open(Path folder) throws IOException {
    Files.createDirectories(folder, PRIVATE);
    return new Home(folder.toRealPath());
  }

  /** Makes one of the home's own folders where it is missing; nobody else may look into it. */
  static Path privately(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      Files.createDirectory(folder, PRIVATE);
      inherit(folder);
    }
    return folder;
  }

  /** What root makes in another user's folder is that user's, who can then go on without root. */
  private static void inherit(Path made) throws IOException {
    var folder = made.toAbsolutePath().resolveSibling(".");
    for (var owner : new String[] {"unix:uid", "unix:gid"}) {
      var wanted = Files.getAttribute(folder, owner);
      if (!wanted.equals(Files.getAttribute(made, owner)) && new UnixSystem().getUid() == 0) {
        Files.setAttribute(made, owner, wanted);
      }
    }
  }

  /** Lets others pass through the home to what they may read, without seeing its names. */
  void letPass() throws IOException {
    var rights = Files.getPosixFilePermissions(folder);
    rights.add(PosixFilePermission.GROUP_EXECUTE);
    rights.add(PosixFilePermission.OTHERS_EXECUTE);
    Files.setPosixFilePermissions(folder, rights);
  }

  /** The cluster: what a person would back up. */
  Path database() {
    return folder.resolve("database");
  }

  /** A cluster that is not whole yet; it becomes {@link #database} by being renamed. */
  Path databaseInTheMaking() {
    return folder.resolve("database.new");
  }

  Path secrets() {
    return folder.resolve("secrets");
  }

  Path logs() {
    return folder.resolve("logs");
  }

  /** PostgreSQL's programs, a folder each version. */
  Path programs() {
    return folder.resolve("postgres");
  }

  Path portFile() {
    return folder.resolve("database.port");
  }

  /**
   * Replaces a file in one step and for good: after a power failure it holds the old text or the
   * new one. Mode 600.
   */
  static void write(Path file, String text) throws IOException {
    var aside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(aside);
    Files.createFile(
        aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    inherit(aside);
    Files.writeString(aside, text, StandardCharsets.UTF_8);
    move(aside, file);
  }

  /** Renames within the home, so that the new name is there after a power failure too. */
  static void move(Path from, Path to) throws IOException {
    sync(from);
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(to.resolveSibling("."));
  }

  private static void sync(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Deletes a folder of ours with all that is in it; nothing happens where it is missing. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var tree = Files.walk(folder)) {
      for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
