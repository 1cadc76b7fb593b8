package everthread.store.pg;

import everthread.problem.ProblemException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;

/**
 * Does in one transaction what arrives together: while a group is under way, others gather and make
 * up the next one. What arrives alone is done at once; nobody waits for company. Where a group
 * fails, each of its items is done again by itself, so that a bad item fails alone. Thread-safe;
 * blocks.
 *
 * @param <K> what the items of a group have in common, such as the space
 */
final class GroupCommit<K, I, R> {
  /** Does a group in one transaction; one result each, in order. */
  interface Group<K, I, R> {
    List<R> commit(K key, List<I> items);
  }

  /**
   * How large a group may grow; an item that is larger by itself makes up a group of its own.
   *
   * @param atOnce how many groups of one key may be under way together
   */
  record Limits(int rows, long bytes, int atOnce) {}

  private static final int CONNECTIONS = 4;

  private final Group<K, I, R> group;
  private final Limits limits;
  private final Map<K, Lane<I, R>> lanes = new HashMap<>();

  /** However many keys there are, most of the pool stays free for who reads. */
  private final Semaphore connections = new Semaphore(CONNECTIONS, true);

  GroupCommit(Limits limits, Group<K, I, R> group) {
    this.limits = limits;
    this.group = group;
  }

  private static final class Lane<I, R> {
    final ArrayDeque<Caller<I, R>> waiting = new ArrayDeque<>();
    int underWay;
  }

  /**
   * One who waits.
   *
   * @param turn completed with the group that this caller is to do; with none, when another did it
   */
  private record Caller<I, R>(
      I item,
      int rows,
      long bytes,
      CompletableFuture<List<Caller<I, R>>> turn,
      CompletableFuture<R> result) {}

  /**
   * Does one item, together with those that wait for the same key.
   *
   * @param rows about how many rows it writes
   * @param bytes about how many bytes it holds
   */
  R submit(K key, I item, int rows, long bytes) {
    var caller =
        new Caller<I, R>(item, rows, bytes, new CompletableFuture<>(), new CompletableFuture<>());
    synchronized (lanes) {
      var lane = lanes.computeIfAbsent(key, any -> new Lane<>());
      lane.waiting.add(caller);
      if (lane.underWay < limits.atOnce()) {
        lane.underWay++;
        handOver(lane);
      }
    }
    var members = caller.turn().join();
    if (!members.isEmpty()) lead(key, members);
    return result(caller);
  }

  /** How many wait for a group to be made up. */
  int waiting(K key) {
    synchronized (lanes) {
      var lane = lanes.get(key);
      return lane == null ? 0 : lane.waiting.size();
    }
  }

  private void lead(K key, List<Caller<I, R>> members) {
    try {
      commit(key, members);
    } finally {
      next(key);
      for (var member : members) {
        // Has an effect only after an Error: then too nobody is left waiting.
        member.result().completeExceptionally(new IllegalStateException("the group was dropped"));
        member.turn().complete(List.of());
      }
    }
  }

  private void commit(K key, List<Caller<I, R>> members) {
    connections.acquireUninterruptibly();
    try {
      commitNow(key, members);
    } finally {
      connections.release();
    }
  }

  private void commitNow(K key, List<Caller<I, R>> members) {
    try {
      var results = group.commit(key, members.stream().map(Caller::item).toList());
      for (int i = 0; i < members.size(); i++) members.get(i).result().complete(results.get(i));
    } catch (ProblemException away) {
      members.forEach(member -> member.result().completeExceptionally(away));
    } catch (RuntimeException failure) {
      if (members.size() == 1) members.getFirst().result().completeExceptionally(failure);
      else members.forEach(member -> commitNow(key, List.of(member)));
    }
  }

  private void next(K key) {
    synchronized (lanes) {
      var lane = lanes.get(key);
      if (lane == null) throw new IllegalStateException("a lane that is in use was removed");
      if (!lane.waiting.isEmpty()) {
        handOver(lane);
        return;
      }
      lane.underWay--;
      if (lane.underWay == 0) lanes.remove(key);
    }
  }

  /** The one who waits longest does the next group: whoever did one goes back to its caller. */
  private void handOver(Lane<I, R> lane) {
    var members = new ArrayList<Caller<I, R>>();
    int rows = 0;
    long bytes = 0;
    while (!lane.waiting.isEmpty()) {
      var candidate = lane.waiting.getFirst();
      rows += candidate.rows();
      bytes += candidate.bytes();
      if (!members.isEmpty() && (rows > limits.rows() || bytes > limits.bytes())) break;
      members.add(lane.waiting.removeFirst());
    }
    members.getFirst().turn().complete(List.copyOf(members));
  }

  private static <I, R> R result(Caller<I, R> caller) {
    try {
      return caller.result().join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }
}
