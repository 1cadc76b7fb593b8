package everthread.embedded;

import com.sun.security.auth.module.UnixSystem;
import everthread.embedded.LaunchException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** As whom PostgreSQL runs: it refuses to run as root, whom containers commonly are. */
sealed interface Account {
  /** The user that every Unix has for programs that should own nothing. */
  int NOBODY = 65534;

  /**
   * Returns the words of a command that runs the given one as this account. The process keeps its
   * id.
   */
  List<String> run(List<String> words);

  /** Gives a folder of ours, with all that is in it, to this account. */
  void own(Path folder) throws IOException;

  /** A normal user: nothing to do. */
  record Self() implements Account {
    @Override
    public List<String> run(List<String> words) {
      return words;
    }

    @Override
    public void own(Path folder) {
      // What this process makes is its own already.
    }
  }

  /**
   * Root, in a user namespace without a mapping: inside, PostgreSQL sees itself and its files as
   * nobody's and holds no capability; outside, the files stay root's.
   */
  record Namespace() implements Account {
    @Override
    public List<String> run(List<String> words) {
      return Account.join(List.of("unshare", "-U", "--"), words);
    }

    @Override
    public void own(Path folder) {
      // Root's files are nobody's inside.
    }
  }

  /** Root stepping down to the user whose files these are, or are to be. */
  record Other(int user, int group) implements Account {
    @Override
    public List<String> run(List<String> words) {
      return Account.join(
          List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups", "--"), words);
    }

    @Override
    public void own(Path folder) throws IOException {
      try (var tree = Files.walk(folder)) {
        for (var path : tree.toList()) {
          Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
          Files.setAttribute(path, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
  }

  /**
   * Finds the account that fits this process, this system and the files that are there.
   *
   * @param program that it must be able to run
   */
  static Account choose(Home home, Path program) throws IOException {
    var namespace = new Namespace();
    if (new UnixSystem().getUid() != 0) {
      return hasName() || !namespace.reaches(program) ? new Self() : namespace;
    }
    if (Files.exists(home.database()) && owner(home.database(), "unix:uid") != 0) {
      return new Other(owner(home.database(), "unix:uid"), owner(home.database(), "unix:gid"));
    }
    if (namespace.reaches(program)) {
      return namespace;
    }
    return owner(home.folder(), "unix:uid") == 0
        ? new Other(NOBODY, NOBODY)
        : new Other(owner(home.folder(), "unix:uid"), owner(home.folder(), "unix:gid"));
  }

  /** Whether the account can be taken on here and may run that program. */
  default boolean reaches(Path program) throws IOException {
    var test = run(List.of("test", "-x", program.toString()));
    return Command.isThere(test.getFirst()) && new Command(test).run().succeeded();
  }

  /**
   * Containers run as numbers without a name, which initdb refuses; in a namespace such a user is
   * nobody, who has one.
   */
  private static boolean hasName() {
    return !"?".equals(System.getProperty("user.name"));
  }

  /** Lets the account reach its files, and refuses where that cannot be. */
  default void admit(Home home, Path program) throws IOException {
    if (!(this instanceof Other)) {
      return;
    }
    home.letPass();
    if (Files.exists(home.database())) {
      own(home.database());
    }
    if (!reaches(program)) {
      throw new LaunchException(
          Reason.ROOT_REFUSED,
          """
          PostgreSQL refuses to run as root, this system does not let root step down by a user namespace (unshare -U), and the \
          user nobody cannot reach %s. Start Everthread as a normal user, or set EVERTHREAD_HOME to a folder that every user \
          may enter, such as /var/lib/everthread."""
              .formatted(home.folder()));
    }
  }

  private static int owner(Path path, String attribute) throws IOException {
    return (Integer) Files.getAttribute(path, attribute);
  }

  private static List<String> join(List<String> first, List<String> second) {
    var all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}
