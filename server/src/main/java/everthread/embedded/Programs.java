package everthread.embedded;

import everthread.embedded.Command.Outcome;
import everthread.embedded.LaunchException.Reason;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * PostgreSQL's own programs, unpacked from the archive on the class path.
 *
 * @param folder holds bin, lib and share
 */
record Programs(Path folder) {
  /** The archive's version: the same as the build's; a test holds them together. */
  static final String VERSION = "18.6";

  /** Clusters of another major version have another format on disk. */
  static final String MAJOR = VERSION.substring(0, VERSION.indexOf('.'));

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /**
   * Returns programs that run. Unpacks them where they are missing, half unpacked, of another
   * archive or damaged; they are unpacked aside and renamed, with the marker in them, so that what
   * has the final name is whole.
   */
  static Programs install(Home home) throws IOException {
    var programs = new Programs(home.programs().resolve(VERSION));
    var archive = archive();
    var identity = identity(archive);
    if (!programs.isWhole(identity) || !programs.tryOut().succeeded()) {
      programs.unpack(archive, identity);
      programs.requireRunning();
    }
    return programs;
  }

  private Path marker() {
    return folder.resolve("archive");
  }

  private boolean isWhole(String identity) throws IOException {
    return Files.exists(marker()) && Files.readString(marker()).equals(identity);
  }

  private void unpack(URL archive, String identity) throws IOException {
    var aside = folder.resolveSibling(VERSION + ".new");
    Home.delete(aside);
    Files.createDirectories(aside);
    Archive.unpack(archive.openStream(), aside);
    Files.writeString(aside.resolve(marker().getFileName()), identity);
    Home.delete(folder);
    Home.move(aside, folder);
  }

  private Outcome tryOut() throws IOException {
    return Command.of(program("postgres").toString(), "--version").run();
  }

  private void requireRunning() throws IOException {
    var outcome = tryOut();
    if (!outcome.succeeded()) {
      throw new LaunchException(
          Reason.LIBRARIES_MISSING,
          """
          PostgreSQL %s does not run on this system: it needs glibc, and a folder from which programs may be run (a home on a \
          disk mounted noexec is none). Set DATABASE_URL to use a PostgreSQL of your own instead."""
              .formatted(VERSION),
          outcome.lines());
    }
  }

  private static URL archive() {
    var name = "/postgres-%s-%s.txz".formatted(system(), processor());
    var archive = Programs.class.getResource(name);
    if (archive == null) {
      throw new LaunchException(
          Reason.NO_BINARIES,
          "This build holds no PostgreSQL for %s %s. Build Everthread on this machine, or set DATABASE_URL to use a PostgreSQL of your own."
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    return archive;
  }

  private static String system() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
        ? "darwin"
        : "linux";
  }

  private static String processor() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
  }

  /**
   * Size and checksum as the jar's directory states them, so that 15 MB need not be read at every
   * start.
   */
  private static String identity(URL archive) throws IOException {
    var connection = archive.openConnection();
    connection.setUseCaches(false);
    if (!(connection instanceof JarURLConnection inJar)) {
      return VERSION + " " + connection.getContentLengthLong();
    }
    try (var jar = inJar.getJarFile()) {
      var entry = inJar.getJarEntry();
      return "%s %d %08x".formatted(VERSION, entry.getSize(), entry.getCrc());
    }
  }
}
