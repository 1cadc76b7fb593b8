package everthread.embedded;

import everthread.embedded.LaunchException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to use a home, held by one process at a time. The operating system gives it back when
 * the process ends, however it ends, so a crash never leaves a home locked. Take it before touching
 * anything else in the home.
 */
public final class HomeLock implements AutoCloseable {
  /**
   * Homes held by this process. Looked at first, because closing any second channel on a locked
   * file would give the lock away (POSIX locks belong to the process, not to the channel).
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path home;
  private final FileChannel channel;

  private HomeLock(Path home, FileChannel channel) {
    this.home = home;
    this.channel = channel;
  }

  /**
   * Makes the home where it is missing (mode 700) and takes its lock.
   *
   * @throws LaunchException HOME_IN_USE, naming the other process; HOME_NOT_USABLE or DISK_FULL
   */
  public static HomeLock take(Path home) {
    try {
      var folder = Home.open(home).folder();
      if (!HELD.add(folder)) {
        throw inUse(folder, thisProcess());
      }
      return lock(folder);
    } catch (IOException trouble) {
      throw LaunchException.of(trouble, home);
    }
  }

  private static HomeLock lock(Path folder) throws IOException {
    var channel = open(folder);
    var held = new HomeLock(folder, channel);
    if (channel.tryLock() == null) {
      var holder = held.read();
      held.close();
      throw inUse(folder, holder);
    }
    held.write(thisProcess());
    return held;
  }

  private static FileChannel open(Path folder) throws IOException {
    try {
      return FileChannel.open(
          folder.resolve("lock"),
          Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (IOException trouble) {
      HELD.remove(folder);
      throw trouble;
    }
  }

  private static LaunchException inUse(Path folder, String holder) {
    return new LaunchException(
        Reason.HOME_IN_USE,
        """
        Another Everthread already uses the home %s: %s. Use that one, stop it first, or set EVERTHREAD_HOME (and \
        EVERTHREAD_PORT) to start a second one beside it."""
            .formatted(
                folder,
                holder.isBlank() ? "it is just starting" : holder.lines().findFirst().orElse("")));
  }

  /** The folder that is held, with symbolic links resolved. */
  public Path home() {
    return home;
  }

  /** The same where people and programs use one address. */
  public void announce(String address) {
    announce(address, address);
  }

  /**
   * Writes down where this process serves: so that a second one that is refused can say it, and so
   * that a program on this machine can find it ({@link Announcement}).
   *
   * @param shown the address that people are told
   * @param direct where this machine's own programs reach it
   */
  public void announce(String shown, String direct) {
    try {
      write(Announcement.text(ProcessHandle.current().pid(), shown, direct));
    } catch (IOException trouble) {
      throw LaunchException.of(trouble, home);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException trouble) {
      throw LaunchException.of(trouble, home);
    } finally {
      HELD.remove(home);
    }
  }

  private void write(String holder) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
  }

  private String read() throws IOException {
    var bytes = ByteBuffer.allocate(2_000);
    channel.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  private static String thisProcess() {
    return "process " + ProcessHandle.current().pid();
  }
}
