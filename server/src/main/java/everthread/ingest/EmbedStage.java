package everthread.ingest;

import everthread.ingest.EmbeddingQueue.Computed;
import everthread.ingest.JobListener.End;
import everthread.ingest.Passages.Passage;
import everthread.ingest.Passages.Size;
import everthread.problem.Bare;
import everthread.problem.ProblemException;
import everthread.search.embed.Embedder;
import everthread.search.embed.PassageVectors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a model read what it has not read yet, an armful at a time, and keeps the vectors. Between
 * small batches it waits until nothing else goes on; while that takes long it does only a little. A
 * text that fails is tried again after a pause, and set aside after {@value #MAX_ATTEMPTS} tries.
 * May be stopped at any point: what was not kept is done again. For one thread.
 */
final class EmbedStage {
  private static final Logger LOG = LoggerFactory.getLogger(EmbedStage.class);
  static final int MAX_ATTEMPTS = 5;

  /** What was begun so often and never ended is done alone: it may be what ends the process. */
  private static final int SUSPECT = 2;

  /** Far longer than what is taken at once needs. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Size IN_QUIET = new Size(16, 6_000);
  private static final Size IN_NOISE = new Size(2, 600);

  private static final String ANYTHING = "hello";

  private final EmbeddingQueue queue;
  private final Quiet quiet;
  private final EmbedListener listener;

  /** Taken and neither kept nor given back. */
  private final List<EmbeddingTask> inHand = new ArrayList<>();

  private boolean othersKept = true;
  private volatile boolean closing;

  EmbedStage(EmbeddingQueue queue, Quiet quiet, EmbedListener listener) {
    this.queue = queue;
    this.quiet = quiet;
    this.listener = listener;
  }

  /** From another thread: nothing new is begun. */
  void stop() {
    closing = true;
  }

  /**
   * Takes note of what changed, then reads an armful.
   *
   * @return whether there was anything to do
   * @throws ProblemException {@code unavailable} when the database or an endpoint is away
   */
  boolean round(Embedder embedder) throws InterruptedException {
    var id = embedder.model().id();
    giveBack(id);
    boolean noted = false;
    while (!closing && queue.follow(id)) {
      noted = true;
      var unused = quiet.await(PATIENCE);
    }
    if (closing) return false;
    inHand.addAll(queue.lease(id, LEASE));
    if (inHand.isEmpty()) return tidied(id) || noted;
    settleSuspects(id);
    read(embedder, List.copyOf(inHand));
    return true;
  }

  /** Has a model that read here before ready for the first question, once nothing else goes on. */
  void warm(Embedder embedder) throws InterruptedException {
    var unused = quiet.await(PATIENCE);
    if (!closing && queue.models().contains(embedder.model().id())) check(embedder);
  }

  /** Gives back what an earlier round could not end. */
  void giveBack(String model) {
    if (inHand.isEmpty()) return;
    queue.release(model, inHand);
    inHand.clear();
  }

  /** When everything is read, what other models made goes. */
  private boolean tidied(String id) {
    if (!othersKept || queue.waiting(id).pending() > 0) return false;
    othersKept = queue.forgetOthers(id);
    return othersKept;
  }

  private void settleSuspects(String id) {
    for (var task : List.copyOf(inHand)) {
      if (task.attempts() < SUSPECT) continue;
      inHand.remove(task);
      giveBack(id);
      if (task.attempts() >= MAX_ATTEMPTS) bury(id, task, "unended");
      else inHand.add(task);
      return;
    }
  }

  private void read(Embedder embedder, List<EmbeddingTask> tasks) throws InterruptedException {
    var vectors = new HashMap<UUID, Map<Integer, PassageVectors>>();
    var left = Passages.of(tasks);
    while (!left.isEmpty()) {
      boolean isQuiet = quiet.await(PATIENCE);
      if (closing) return;
      var slice = Passages.slice(left, isQuiet ? IN_QUIET : IN_NOISE);
      left = left.subList(slice.size(), left.size());
      var failure = compute(embedder, slice, vectors);
      if (failure.isPresent()) {
        apart(embedder, tasks, failure.get());
        return;
      }
    }
    queue.keep(
        embedder.model().id(),
        tasks.stream()
            .map(task -> new Computed(task, vectors.getOrDefault(task.subjectId(), Map.of())))
            .toList());
    inHand.removeAll(tasks);
  }

  /** Empty when the model could read these passages; else the kind of failure. */
  private Optional<String> compute(
      Embedder embedder, List<Passage> slice, Map<UUID, Map<Integer, PassageVectors>> vectors) {
    long begun = System.nanoTime();
    List<PassageVectors> made;
    try {
      made = embedder.passages(slice.stream().map(one -> one.chunk().passage()).toList());
    } catch (ProblemException refused) {
      check(embedder);
      return Optional.of(refused.problem().code());
    } catch (RuntimeException bug) {
      check(embedder);
      LOG.error("a model failed on {} passages", slice.size(), Bare.of(bug));
      return Optional.of(bug.getClass().getSimpleName());
    }
    listener.computed(slice.size(), Duration.ofNanos(System.nanoTime() - begun));
    for (int i = 0; i < slice.size(); i++) {
      var passage = slice.get(i);
      vectors
          .computeIfAbsent(passage.subject(), id -> new HashMap<>())
          .put(passage.chunk().number(), made.get(i));
    }
    return Optional.empty();
  }

  /** Whoever can read something is well: then it is the passages. Else it throws what it throws. */
  private static void check(Embedder embedder) {
    var unused = embedder.passages(List.of(ANYTHING));
  }

  /** Each by itself, so that a bad one fails alone. */
  private void apart(Embedder embedder, List<EmbeddingTask> tasks, String why)
      throws InterruptedException {
    if (tasks.size() > 1) {
      for (var task : tasks) read(embedder, List.of(task));
      return;
    }
    var id = embedder.model().id();
    var task = tasks.getFirst();
    inHand.remove(task);
    if (task.attempts() + 1 >= MAX_ATTEMPTS) {
      bury(id, task, why);
    } else {
      listener.failed(End.PUT_OFF, why);
      queue.retry(id, task, why, Duration.ofSeconds(10L << 2 * task.attempts()));
    }
  }

  private void bury(String id, EmbeddingTask task, String why) {
    LOG.warn("{} {} is left without vectors: {}", task.kind(), task.subjectId(), why);
    listener.failed(End.DEAD, why);
    queue.bury(id, task, why);
  }
}
