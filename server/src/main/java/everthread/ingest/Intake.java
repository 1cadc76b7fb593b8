package everthread.ingest;

import everthread.capture.Capture;
import everthread.capture.CaptureStore;
import everthread.capture.CaptureStore.Fate;
import everthread.capture.CaptureStore.Outcome;
import everthread.capture.read.CaptureGate;
import everthread.problem.Problem;
import everthread.space.SpaceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The front door for captures: gate, commit, and a short wait for the reading. Thread-safe. */
public final class Intake {
  /** A reading mostly takes milliseconds; the answer waits that long to name the conversation. */
  private static final Duration READING = Duration.ofMillis(250);

  /** More at once are answered right after the commit. */
  private static final int FEW = 4;

  private final CaptureStore captures;
  private final CaptureGate gate;
  private final CleanText clean;
  private final Workers workers;

  public Intake(CaptureStore captures, CaptureGate gate, CleanText clean, Workers workers) {
    this.captures = captures;
    this.gate = gate;
    this.clean = clean;
    this.workers = workers;
  }

  /**
   * What became of one capture.
   *
   * @param problem why it was rejected, null when it was not
   * @param outcome how reading ended, null when it is not known yet
   */
  public record Result(
      UUID id, @Nullable Fate fate, @Nullable Problem problem, @Nullable Outcome outcome) {}

  private static final Problem DELETED =
      new Problem.Refused("deleted", "This conversation was deleted and is not kept again.");

  /** Commits what may be kept; one result each, in order. */
  public List<Result> accept(SpaceId space, List<Capture> offered) {
    var problems = new ArrayList<@Nullable Problem>(offered.size());
    var wanted = new ArrayList<Capture>(offered.size());
    for (var capture : offered) {
      var refused = gate.check(capture);
      problems.add(refused.orElse(null));
      if (refused.isEmpty()) wanted.add(cleaned(capture));
    }
    var watch = workers.watch(wanted.size() <= FEW ? ids(wanted) : List.of());
    var committed = captures.accept(space, wanted);
    workers.wake();
    watch.await(committed.contains(Fate.STORED) ? READING : Duration.ZERO);

    var fates = committed.iterator();

    var results = new ArrayList<Result>(offered.size());
    for (int i = 0; i < offered.size(); i++) {
      var problem = problems.get(i);
      var fate = problem == null ? fates.next() : null;
      if (fate == Fate.DELETED) results.add(new Result(offered.get(i).id(), null, DELETED, null));
      else results.add(new Result(offered.get(i).id(), fate, problem, null));
    }
    return withOutcomes(space, results);
  }

  private static List<UUID> ids(List<Capture> captures) {
    return captures.stream().map(Capture::id).toList();
  }

  /** The raw body is kept, so secrets are taken out of it too. */
  private Capture cleaned(Capture capture) {
    var request = new java.util.LinkedHashMap<String, Object>();
    capture.request().forEach((name, value) -> request.put(name, clean.cleanTree(value)));
    return new Capture(
        capture.id(),
        capture.site(),
        capture.kind(),
        clean.clean(capture.url()),
        clean.clean(capture.pageUrl()),
        capture.conversationSourceId(),
        capture.capturedAt(),
        request,
        clean.clean(capture.body()),
        capture.bodyType(),
        capture.complete(),
        capture.client());
  }

  private List<Result> withOutcomes(SpaceId space, List<Result> results) {
    var known = results.stream().filter(result -> result.fate() != null).map(Result::id).toList();
    if (known.isEmpty()) return results;
    var outcomes = captures.outcomes(space, known);
    return results.stream()
        .map(
            result ->
                new Result(result.id(), result.fate(), result.problem(), outcomes.get(result.id())))
        .toList();
  }
}
