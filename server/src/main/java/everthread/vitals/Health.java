package everthread.vitals;

import everthread.oauth.ExternalIssuer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Whether the server can do its work, part by part. Thread-safe; blocks for a moment. */
public final class Health {
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final Map<String, Supplier<Part>> checks;
  private volatile boolean draining;

  private Health(Map<String, Supplier<Part>> checks) {
    this.checks = checks;
  }

  /** How everything stands. @param draining the server is stopping and takes nothing new */
  public record Report(boolean draining, List<Part> parts) {
    public Report {
      parts = List.copyOf(parts);
    }

    public boolean isReady() {
      return !draining && parts.stream().allMatch(part -> part.ok() || !part.vital());
    }

    /** {@code ready}, {@code draining}, or the code of the first part that does not work. */
    public String code() {
      if (draining) return "draining";
      return parts.stream()
          .filter(part -> !part.ok() && part.vital())
          .map(Part::code)
          .findFirst()
          .orElse("ready");
    }
  }

  /** Collects the parts, in the order in which they are told. */
  public static final class Builder {
    private final Map<String, Supplier<Part>> checks = new LinkedHashMap<>();

    /** A part that works or not. */
    public Builder part(
        String name, java.util.function.BooleanSupplier works, String code, String ok, String bad) {
      checks.put(
          name, () -> works.getAsBoolean() ? Part.ok(name, ok) : Part.failed(name, code, bad));
      return this;
    }

    /** Threads that must all be alive. */
    public Builder threads(String name, java.util.function.IntSupplier alive, int wanted) {
      checks.put(
          name,
          () -> {
            int count = alive.getAsInt();
            var words = count + " of " + wanted + " running.";
            return count >= wanted
                ? Part.ok(name, words)
                : Part.failed(name, name + "_dead", words + " Start the server again.");
          });
      return this;
    }

    /** Who signs AI clients' people in, where that is not Everthread itself. */
    public Builder issuer(ExternalIssuer issuer) {
      checks.put("issuer", () -> heard(issuer));
      return this;
    }

    private static Part heard(ExternalIssuer issuer) {
      return switch (issuer.state()) {
        case ExternalIssuer.Known known -> Part.ok("issuer", "Its keys are known.");
        case ExternalIssuer.Awaited awaited ->
            Part.limping("issuer", "issuer_awaited", "It was not heard of yet.");
        case ExternalIssuer.Away away ->
            Part.limping(
                "issuer",
                "issuer_away",
                away.why()
                    + (away.serving()
                        ? " The keys that were known before still serve."
                        : " Until it answers, its tokens open nothing; keys do."));
      };
    }

    public Builder storage(DiskSpace disk) {
      checks.put("storage", () -> room(disk));
      return this;
    }

    private static Part room(DiskSpace disk) {
      var words = disk.free() / 1_000_000 + " MB free, floor " + disk.floor() / 1_000_000 + " MB.";
      return disk.isFull()
          ? Part.failed("storage", "storage_full", words + " Make room; nothing new is taken.")
          : Part.ok("storage", words);
    }

    public Health build() {
      return new Health(new LinkedHashMap<>(checks));
    }
  }

  /** Looks at every part, all at once, each for two seconds at most. */
  public Report report() {
    var running =
        checks.entrySet().stream().map(check -> started(check.getKey(), check.getValue())).toList();
    return new Report(draining, running.stream().map(CompletableFuture::join).toList());
  }

  private static CompletableFuture<Part> started(String name, Supplier<Part> check) {
    var silent = Part.failed(name, name + "_away", "It does not answer within two seconds.");
    return CompletableFuture.supplyAsync(
            check, task -> Thread.ofVirtual().name("health-" + name).start(task))
        .exceptionally(
            failure -> Part.failed(name, name + "_failed", "Looking at it failed; see the log."))
        .completeOnTimeout(silent, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** From now on the server says that it is not ready. */
  public void drain() {
    draining = true;
  }
}
