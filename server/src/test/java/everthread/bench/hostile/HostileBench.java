package everthread.bench.hostile;

import everthread.bench.hostile.Hostile.Trial;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * {@code [ELEMENTS]}: reads every hostile shape at full size and at half, and prints what took
 * longest.
 */
public final class HostileBench {
  private static final int SHOWN = 15;

  private HostileBench() {}

  private record Measured(Trial trial, double millis, double half, long megabytes, String failure) {
    /**
     * 2 for a reader whose work grows with the text, 4 for one whose work grows with its square.
     */
    double growth() {
      return millis / Math.max(half, 1);
    }
  }

  public static void main(String[] arguments) throws InterruptedException {
    int elements = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    var all = Hostile.all();
    for (var trial : all) run(trial, 2_000);
    var measured = new ArrayList<Measured>();
    for (var trial : all) measured.add(measure(trial, elements));
    print(measured, elements);
    System.exit(measured.stream().allMatch(each -> each.failure().isEmpty()) ? 0 : 1);
  }

  private static Measured measure(Trial trial, int elements) throws InterruptedException {
    var half = run(trial, elements / 2);
    var whole = run(trial, elements);
    return new Measured(trial, whole.millis(), half.millis(), whole.megabytes(), whole.failure());
  }

  private static Measured run(Trial trial, int elements) throws InterruptedException {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    var result = new double[1];
    var bytes = new long[1];
    var task =
        new FutureTask<String>(
            () -> {
              var reading = trial.reading().apply(elements);
              long allocated = threads.getCurrentThreadAllocatedBytes();
              long begun = threads.getCurrentThreadCpuTime();
              var said = reading.call();
              result[0] = (threads.getCurrentThreadCpuTime() - begun) / 1e6;
              bytes[0] = threads.getCurrentThreadAllocatedBytes() - allocated;
              return said;
            });
    Thread.ofPlatform().start(task).join();
    try {
      task.get();
      return new Measured(trial, result[0], 0, bytes[0] >> 20, "");
    } catch (ExecutionException broken) {
      return new Measured(trial, 0, 0, 0, String.valueOf(broken.getCause()));
    }
  }

  private static void print(List<Measured> measured, int elements) {
    var places = new LinkedHashMap<String, List<Measured>>();
    measured.forEach(
        each -> places.computeIfAbsent(each.trial().where(), where -> new ArrayList<>()).add(each));
    System.out.printf(
        "%-22s %7s %9s %9s  %s%n", "read as", "shapes", "median ms", "worst ms", "the worst");
    places.forEach(
        (where, each) -> {
          var sorted = each.stream().sorted(Comparator.comparingDouble(Measured::millis)).toList();
          var worst = sorted.getLast();
          System.out.printf(
              "%-22s %7d %9.0f %9.0f  %s (growth %.1f, %d MB allocated)%n",
              where,
              sorted.size(),
              sorted.get(sorted.size() / 2).millis(),
              worst.millis(),
              worst.trial().shape(),
              worst.growth(),
              worst.megabytes());
        });
    System.out.println("\nslowest of all:");
    measured.stream()
        .sorted(Comparator.comparingDouble(Measured::millis).reversed())
        .limit(SHOWN)
        .forEach(
            each ->
                System.out.printf(
                    "%9.0f ms, growth %.1f  %s%n", each.millis(), each.growth(), each.trial()));
    long slow = measured.stream().filter(each -> each.millis() > 1_000).count();
    System.out.printf(
        "%n%d trials of %,d elements; over a second: %d%n", measured.size(), elements, slow);
    measured.stream()
        .filter(each -> !each.failure().isEmpty())
        .forEach(each -> System.out.println("FAILED " + each.trial() + ": " + each.failure()));
  }
}
