package everthread.stdio;

import everthread.embedded.Announcement;
import everthread.embedded.HomeFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The server of a home on this machine: the one that runs, whoever started it, or else one that is
 * started as a child and ends with this process. Thread-safe.
 */
final class HomeUpstream implements Upstream {
  private static final long LOOK_MILLIS = 20;

  /** The first start of a home unpacks and makes a database. */
  private static final long PATIENCE_MILLIS = 120_000;

  /** Between two tries to start while another process is giving the home back. */
  private static final long PAUSE_MILLIS = 500;

  private final Path home;
  private final Map<String, String> environment;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable ChildServer child;

  /** Nothing is started any more: who listens for what changes would else want a server back. */
  private volatile boolean closing;

  /** Whom nobody answered for: a process number may be given anew, and a lock file stays. */
  private volatile @Nullable Announcement silent;

  HomeUpstream(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.home = HomeFolder.of(environment);
  }

  @Override
  public Place find() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long until = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
      while (System.nanoTime() < until) {
        var place = running();
        if (place.isPresent()) return place.get();
        if (closing) throw new Missing("This process is ending.");
        if (holder().isEmpty() && !isStarting()) {
          var started = ChildServer.start(home, environment);
          child = started;
          // It may have been told to close just before the child was there to be seen.
          if (closing) started.close();
        }
        Thread.sleep(LOOK_MILLIS);
      }
      throw new Missing(
          "Everthread did not become ready. Its log, which goes to this server's standard error,"
              + " says why.");
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Place> running() {
    return holder()
        .map(Announcement::address)
        .flatMap(address -> key().map(key -> new Place(mcp(address), key)));
  }

  static URI mcp(URI address) {
    return URI.create(address.toString().replaceAll("/+$", "") + "/mcp");
  }

  /** The living process that uses the home. */
  private Optional<Announcement> holder() {
    return Announcement.in(home)
        .filter(announced -> !announced.equals(silent))
        .filter(Announcement::isAlive);
  }

  /** The key in the home, unless one was preset. Not there yet while a new home is being made. */
  private Optional<String> key() {
    for (var name : new String[] {"EVERTHREAD_KEY", "EVERTHREAD_OWNER_KEY"}) {
      var preset = environment.getOrDefault(name, "").strip();
      if (!preset.isEmpty()) return Optional.of(preset);
    }
    try {
      return Optional.of(Files.readString(HomeFolder.ownerKey(home)).strip())
          .filter(key -> key.startsWith("et_"));
    } catch (IOException notYet) {
      return Optional.empty();
    }
  }

  private boolean isStarting() throws InterruptedException {
    var begun = child;
    if (begun == null || begun.isAlive()) return begun != null;
    boolean inUse = begun.foundHomeInUse();
    child = null;
    if (!inUse) {
      throw new Missing(
          "Everthread could not start. Its log, which goes to this server's standard error, says"
              + " why; “java -jar everthread.jar” in a terminal shows it too.");
    }
    // Somebody else was quicker, or is just ending: the next look shows which.
    Thread.sleep(PAUSE_MILLIS);
    return false;
  }

  @Override
  public boolean lost(Place place) {
    lock.lock();
    try {
      silent = Announcement.in(home).filter(announced -> is(announced, place)).orElse(silent);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private static boolean is(Announcement announced, Place place) {
    var address = announced.address();
    return address != null && place.mcp().equals(mcp(address));
  }

  @Override
  public void close() {
    // Without the lock: a start that is waited for must not hold up the end.
    closing = true;
    var started = child;
    if (started != null) started.close();
  }
}
