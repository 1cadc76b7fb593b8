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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Precedence precedence;

  public Intake(
      CaptureStore captures,
      CaptureGate gate,
      CleanText clean,
      Workers workers,
      Precedence precedence) {
    this.captures = captures;
    this.gate = gate;
    this.clean = clean;
    this.workers = workers;
    this.precedence = precedence;
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
    var committed = new ArrayList<Fate>(wanted.size());
    var outcomes = commit(space, wanted, committed);

    var fates = committed.iterator();
    var results = new ArrayList<Result>(offered.size());
    for (int i = 0; i < offered.size(); i++) {
      var id = offered.get(i).id();
      var problem = problems.get(i);
      var fate = problem == null ? fates.next() : null;
      if (fate == Fate.DELETED) results.add(new Result(id, null, DELETED, null));
      else results.add(new Result(id, fate, problem, fate == null ? null : outcomes.get(id)));
    }
    return results;
  }

  /** Commits, and says how the reading of some ended, as far as that is known soon. */
  private Map<UUID, Outcome> commit(SpaceId space, List<Capture> wanted, List<Fate> fates) {
    boolean isFew = wanted.size() <= FEW && !workers.watches().areMany();
    try (var watch = workers.watches().watch(isFew ? ids(wanted) : List.of())) {
      fates.addAll(precedence.committing(wanted.size(), () -> captures.accept(space, wanted)));
      if (fates.contains(Fate.STORED)) workers.wake();
      var known = watch.await(fates.contains(Fate.STORED) && isFew ? READING : Duration.ZERO);
      var outcomes = new HashMap<>(known);
      var before = ids(wanted.stream().filter(sent -> !known.containsKey(sent.id())).toList());
      if (fates.contains(Fate.DUPLICATE)) outcomes.putAll(captures.outcomes(space, before));
      return outcomes;
    }
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
}
