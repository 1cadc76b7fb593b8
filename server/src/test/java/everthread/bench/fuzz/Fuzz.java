package everthread.bench.fuzz;

import everthread.Wire;
import everthread.Wire.Heard;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * Sends mutated requests to a server and judges its answers. Case {@code n} of a seed is always the
 * same request, but for the ids that the server gave.
 */
public final class Fuzz {
  /** A class name, or a line of a trace. */
  private static final Pattern LEAK =
      Pattern.compile(
          "\\b(?:java|javax|jdk|sun|io\\.vertx|io\\.netty|com\\.fasterxml|com\\.networknt|org\\.\\w+|everthread)"
              + "\\.(?:[a-z]\\w*\\.)*[A-Z]\\w*|\\w+Exception\\b|\\tat \\w|\\.java:\\d");

  private static final int SHOWN = 40;

  private final String address;
  private final long seed;
  private final List<Case> seeds;
  private final long patience;
  private final Declared declared = new Declared();

  private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> operations = new ConcurrentHashMap<>();
  private final List<String> faults = new ArrayList<>();
  private final LongAdder faultCount = new LongAdder();
  private final LongAccumulator slowest = new LongAccumulator(Math::max, 0);

  /**
   * @param patience an answer that takes more milliseconds is a fault
   */
  public Fuzz(
      String address, String key, String memory, String conversation, long seed, long patience) {
    this.patience = patience;
    this.address = address;
    this.seed = seed;
    this.seeds = Seeds.of(key, memory, conversation);
  }

  /** Sends the cases from..to over so many connections at once and waits for all answers. */
  public void run(long from, long to, int connections) throws InterruptedException {
    var next = new AtomicLong(from);
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < connections; i++) {
      threads.add(Thread.ofPlatform().start(() -> send(next, to)));
    }
    for (var thread : threads) thread.join();
  }

  private void send(AtomicLong next, long to) {
    var wire = new Wire(address);
    for (long number = next.getAndIncrement(); number < to; number = next.getAndIncrement()) {
      var request = request(number);
      operations.computeIfAbsent(request.operation(), key -> new LongAdder()).increment();
      try {
        long begun = System.nanoTime();
        var heard = wire.send(request.bytes()).hear();
        long millis = (System.nanoTime() - begun) / 1_000_000;
        slowest.accumulate(millis);
        judge(number, request, heard, millis);
        if ("close".equals(heard.headers().get("connection"))) wire = again(wire);
      } catch (UncheckedIOException silence) {
        fault(number, request, "no answer: " + silence.getMessage());
        wire = again(wire);
      }
    }
    wire.close();
  }

  private Wire again(Wire used) {
    used.close();
    return new Wire(address);
  }

  private Case request(long number) {
    return new Mutation(new SplittableRandom(seed * 1_000_003 + number), seeds).next();
  }

  private void judge(long number, Case request, Heard heard, long millis) {
    int status = heard.status();
    statuses.computeIfAbsent(status, key -> new LongAdder()).increment();
    boolean mayWait = status == 503 && heard.headers().containsKey("retry-after");
    if (status >= 500 && !mayWait) fault(number, request, "status " + status);
    else if (!declared.allows(request.operation(), status) && !mayWait) {
      fault(number, request, "undeclared status " + status);
    }
    if (millis > patience) fault(number, request, millis + " ms");
    if (status >= 400 || request.operation().equals("mcp")) {
      var leak = LEAK.matcher(heard.text());
      if (leak.find()) fault(number, request, "tells " + leak.group());
    }
  }

  private void fault(long number, Case request, String what) {
    faultCount.increment();
    synchronized (faults) {
      if (faults.size() < SHOWN) {
        var target = request.target();
        faults.add(
            "case %d of seed %d, %s %s: %s"
                .formatted(
                    number,
                    seed,
                    request.operation(),
                    target.length() > 120 ? target.substring(0, 120) : target,
                    what));
      }
    }
  }

  /** The first so many faults, in words. */
  public List<String> faults() {
    synchronized (faults) {
      return List.copyOf(faults);
    }
  }

  public long faultCount() {
    return faultCount.sum();
  }

  public long slowestMillis() {
    return slowest.get();
  }

  public Map<Integer, Long> statuses() {
    var sums = new TreeMap<Integer, Long>();
    statuses.forEach((status, count) -> sums.put(status, count.sum()));
    return sums;
  }

  /** How many requests each operation had. */
  public Map<String, Long> operations() {
    var sums = new TreeMap<String, Long>();
    operations.forEach((operation, count) -> sums.put(operation, count.sum()));
    return sums;
  }

  /** The request of a case, to look at. */
  public String shown(long number) {
    return new String(request(number).bytes(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
