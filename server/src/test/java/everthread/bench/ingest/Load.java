package everthread.bench.ingest;

import everthread.bench.ingest.Wire.Ended;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/** Sends posts over several connections and keeps what became of them. */
final class Load {
  /**
   * One post.
   *
   * @param nanos from when it was meant to be sent until its answer
   */
  record Sample(long atNanos, long nanos, Ended ended) {
    int status() {
      return ended instanceof Ended.Answered answered ? answered.status() : 0;
    }
  }

  private Load() {}

  /** Every connection sends its next post as soon as it has the answer to the last. */
  static List<Sample> closed(int port, String path, int connections, List<byte[]> posts) {
    var next = new AtomicLong();
    return each(
        port,
        connections,
        (wire, samples) -> {
          for (int i = (int) next.getAndIncrement();
              i < posts.size();
              i = (int) next.getAndIncrement()) {
            long begun = System.nanoTime();
            var ended = wire.post(path, posts.get(i));
            samples.add(new Sample(begun, System.nanoTime() - begun, ended));
          }
        });
  }

  /**
   * Posts are sent when they are due, whether or not earlier ones were answered; their time counts
   * from when they were due, so that a server that stalls is not spared.
   */
  static List<Sample> open(
      int port,
      String path,
      int connections,
      double postsPerSecond,
      double seconds,
      IntFunction<byte[]> posts) {
    long begun = System.nanoTime();
    long count = (long) (postsPerSecond * seconds);
    var next = new AtomicLong();
    return each(
        port,
        connections,
        (wire, samples) -> {
          for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            var body = posts.apply((int) i);
            long due = begun + (long) (i * 1e9 / postsPerSecond);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
              LockSupport.parkNanos(left);
            }
            var ended = wire.post(path, body);
            samples.add(new Sample(due, System.nanoTime() - due, ended));
          }
        });
  }

  private static List<Sample> each(
      int port, int connections, BiConsumer<Wire, Queue<Sample>> work) {
    var samples = new ConcurrentLinkedQueue<Sample>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < connections; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (var wire = new Wire(port)) {
                      work.accept(wire, samples);
                    }
                  }));
    }
    for (var thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
    return List.copyOf(samples);
  }

  /** Milliseconds below which a share of the answered lies. */
  static double millis(List<Sample> samples, double share) {
    var sorted = samples.stream().mapToLong(Sample::nanos).toArray();
    if (sorted.length == 0) return 0;
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
  }
}
