package everthread.web;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of bodies are held at once, so that no number of large requests exhausts the heap.
 * The first {@value #SMALL} bytes of each body come from a part of their own: while large bodies
 * are refused, small ones pass. Thread-safe.
 */
public final class ByteBudget {
  static final int SMALL = 64 * 1024;

  private final long forSmall;
  private final long forLarge;
  private final AtomicLong small = new AtomicLong();
  private final AtomicLong large = new AtomicLong();

  public ByteBudget(long forSmall, long forLarge) {
    this.forSmall = forSmall;
    this.forLarge = forLarge;
  }

  /** What a heap of this size bears: a body costs about five times its bytes while it is read. */
  public static ByteBudget ofHeap(long heap, long largestBody) {
    return new ByteBudget(heap / 40, Math.max(largestBody, heap / 10));
  }

  /** Bytes held now. */
  public long held() {
    return small.get() + large.get();
  }

  public Share share() {
    return new Share();
  }

  /** What one request holds. Closing gives it back, once. */
  public final class Share implements AutoCloseable {
    private long bytes;
    private boolean closed;

    private Share() {}

    /**
     * Takes more.
     *
     * @throws ProblemException unavailable, when there is no more to be had
     */
    public synchronized void grow(long more) {
      if (closed) throw full();
      long after = bytes + more;
      long fromSmall = Math.min(after, SMALL) - Math.min(bytes, SMALL);
      take(small, fromSmall, forSmall);
      try {
        take(large, more - fromSmall, forLarge);
      } catch (ProblemException refused) {
        small.addAndGet(-fromSmall);
        throw refused;
      }
      bytes = after;
    }

    @Override
    public synchronized void close() {
      if (closed) return;
      closed = true;
      small.addAndGet(-Math.min(bytes, SMALL));
      large.addAndGet(-Math.max(0, bytes - SMALL));
    }
  }

  private static void take(AtomicLong held, long more, long most) {
    if (more == 0) return;
    if (held.addAndGet(more) <= most) return;
    held.addAndGet(-more);
    throw full();
  }

  private static ProblemException full() {
    return new ProblemException(
        new Problem.Unavailable(
            "So many large requests are being read that this one must wait. Send it again."));
  }
}
