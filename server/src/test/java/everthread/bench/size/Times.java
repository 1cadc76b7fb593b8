package everthread.bench.size;

import java.util.Arrays;

/** Wall times in milliseconds, sorted. */
record Times(double[] sorted) {
  /** What is timed. */
  @FunctionalInterface
  interface Work<E extends Exception> {
    void run(int round) throws E;
  }

  /**
   * Runs the work untimed, then timed.
   *
   * @param longest seconds after which the rest is left out, at least three rounds are timed
   */
  static <E extends Exception> Times of(int warm, int rounds, int longest, Work<E> work) throws E {
    long end = System.nanoTime() + longest * 1_000_000_000L;
    for (int round = 0; round < warm && System.nanoTime() < end; round++) work.run(round);
    var times = new double[rounds];
    int done = 0;
    while (done < rounds && (done < 3 || System.nanoTime() < end)) {
      long began = System.nanoTime();
      work.run(done);
      times[done++] = (System.nanoTime() - began) / 1e6;
    }
    var kept = Arrays.copyOf(times, done);
    Arrays.sort(kept);
    return new Times(kept);
  }

  double at(int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }

  double median() {
    return at(50);
  }

  /** p50, p95 and p99. */
  String spread() {
    return "%.2f / %.2f / %.2f".formatted(at(50), at(95), at(99));
  }
}
