package everthread.embedded;

import java.nio.file.Path;
import java.util.Map;

/** Which folder is the home, as the environment names it. Pure, and light to load. */
public final class HomeFolder {
  private HomeFolder() {}

  /** EVERTHREAD_HOME, else .everthread in the person's own folder; absolute. */
  public static Path of(Map<String, String> environment) {
    var named = environment.getOrDefault("EVERTHREAD_HOME", "").strip();
    var folder =
        named.isEmpty() ? Path.of(System.getProperty("user.home"), ".everthread") : Path.of(named);
    return folder.toAbsolutePath().normalize();
  }

  /** The file that the owner's key is kept in, where none was preset. */
  public static Path ownerKey(Path home) {
    return home.resolve("owner-key");
  }
}
