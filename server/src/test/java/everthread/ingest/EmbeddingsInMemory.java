package everthread.ingest;

import everthread.search.Hit;
import everthread.search.embed.Chunk;
import everthread.search.embed.PassageVectors;
import everthread.space.SpaceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A queue without a database, whose pauses a test can let pass. */
final class EmbeddingsInMemory implements EmbeddingQueue {
  private static final SpaceId SPACE = new SpaceId(new UUID(0, 1));
  private static final int MOST = 32;

  private final Map<UUID, EmbeddingTask> waiting = new LinkedHashMap<>();
  private final Map<UUID, EmbeddingTask> leased = new LinkedHashMap<>();
  private final Map<UUID, EmbeddingTask> later = new LinkedHashMap<>();

  /** Vectors by what they are of. */
  final Map<UUID, Map<Integer, PassageVectors>> kept = new HashMap<>();

  /** Why each that was set aside was. */
  final Map<UUID, String> buried = new HashMap<>();

  final List<Duration> pauses = new ArrayList<>();
  boolean forgot;
  Set<String> models = Set.of();

  UUID add(String... passages) {
    var chunks = new ArrayList<Chunk>();
    for (var passage : passages) chunks.add(new Chunk(chunks.size(), 0, 1, passage));
    var id = new UUID(1, waiting.size());
    waiting.put(
        id, new EmbeddingTask(SPACE, Hit.Kind.MESSAGE, id, id, 1, 0, chunks, Set.<Integer>of()));
    return id;
  }

  /** As if a lease had run out, or a pause had passed. */
  void timePasses() {
    waiting.putAll(later);
    waiting.putAll(leased);
    later.clear();
    leased.clear();
  }

  @Override
  public boolean follow(String model) {
    return false;
  }

  @Override
  public List<EmbeddingTask> lease(String model, Duration lease) {
    var taken = waiting.values().stream().limit(MOST).toList();
    for (var task : taken) {
      waiting.remove(task.subjectId());
      leased.put(task.subjectId(), tried(task, 1));
    }
    return taken;
  }

  private static EmbeddingTask tried(EmbeddingTask task, int more) {
    return new EmbeddingTask(
        task.space(),
        task.kind(),
        task.subjectId(),
        task.conversationId(),
        task.position(),
        task.attempts() + more,
        task.chunks(),
        task.kept());
  }

  @Override
  public void keep(String model, List<Computed> computed) {
    for (var one : computed) {
      leased.remove(one.task().subjectId());
      kept.put(one.task().subjectId(), one.computed());
    }
  }

  @Override
  public void release(String model, List<EmbeddingTask> tasks) {
    for (var task : tasks) {
      if (leased.remove(task.subjectId()) != null) waiting.put(task.subjectId(), task);
    }
  }

  @Override
  public void retry(String model, EmbeddingTask task, String why, Duration pause) {
    leased.remove(task.subjectId());
    later.put(task.subjectId(), tried(task, 1));
    pauses.add(pause);
  }

  @Override
  public void bury(String model, EmbeddingTask task, String why) {
    leased.remove(task.subjectId());
    buried.put(task.subjectId(), why);
  }

  @Override
  public Waiting waiting(SpaceId space, String model) {
    return waiting(model);
  }

  @Override
  public Waiting waiting(String model) {
    return new Waiting(waiting.size() + leased.size() + later.size(), buried.size());
  }

  @Override
  public Set<String> models() {
    return models;
  }

  @Override
  public boolean forgetOthers(String model) {
    forgot = true;
    return false;
  }
}
