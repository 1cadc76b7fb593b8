package everthread.store.pg;

import everthread.ingest.EmbeddingQueue.Computed;
import everthread.ingest.EmbeddingTask;
import everthread.search.Hit;
import everthread.space.SpaceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Keeps computed vectors and ends their tasks inside one transaction. */
final class KeepVectors {
  /**
   * $1 space, $2 messages: those that are still there and seen, held until the commit. One that is
   * just being erased is passed over, so nobody waits for anybody.
   */
  private static final String HOLD_MESSAGES =
      """
      SELECT message.id FROM message
      JOIN conversation ON conversation.space_id = $1
        AND conversation.id = message.conversation_id AND conversation.hidden_at IS NULL
      WHERE message.space_id = $1 AND message.id = ANY($2)
      FOR KEY SHARE OF message SKIP LOCKED
      """;

  /** $1 space, $2 memories. */
  private static final String HOLD_MEMORIES =
      """
      SELECT id FROM memory WHERE space_id = $1 AND id = ANY($2) AND hidden_at IS NULL
      FOR KEY SHARE SKIP LOCKED
      """;

  /**
   * $1 space, $2 model; $3 subjects, $4 positions, of one length: the tasks that are still as they
   * were taken. Locked first, as an erasure does, so that neither waits for the other.
   */
  private static final String CLAIM =
      """
      SELECT work.subject_id FROM embedding_work work
      JOIN unnest($3::uuid[], $4::bigint[]) AS taken (subject_id, position)
        ON work.subject_id = taken.subject_id AND work.position = taken.position
      WHERE work.space_id = $1 AND work.model = $2
      ORDER BY work.subject_id FOR UPDATE OF work
      """;

  /** $1 space, $2 model, $3 subjects. */
  private static final String END =
      "DELETE FROM embedding_work WHERE space_id = $1 AND model = $2 AND subject_id = ANY($3)";

  /** $1 space, $2 model, $3 subjects. */
  private static final String LATER =
      """
      UPDATE embedding_work SET leased_until = NULL, attempts = 0,
        run_at = now() + interval '1 second'
      WHERE space_id = $1 AND model = $2 AND subject_id = ANY($3)
      """;

  private final Transaction transaction;
  private final SpaceId space;
  private final String model;

  KeepVectors(Transaction transaction, SpaceId space, String model) {
    this.transaction = transaction;
    this.space = space;
    this.model = model;
  }

  /** The tasks whose vectors are others now. */
  List<EmbeddingTask> keep(List<Computed> computed) {
    var claimed = claimed(computed);
    var held = held(computed);
    held.retainAll(claimed);
    var changed = new HashSet<UUID>();
    for (var kind : Hit.Kind.values()) {
      var ours =
          computed.stream()
              .filter(one -> one.task().kind() == kind && held.contains(one.task().subjectId()))
              .toList();
      changed.addAll(write(kind, ours));
    }
    end(held);
    claimed.removeAll(held);
    later(claimed);
    return computed.stream()
        .map(Computed::task)
        .filter(task -> changed.contains(task.subjectId()))
        .toList();
  }

  private Set<UUID> claimed(List<Computed> computed) {
    var tasks = computed.stream().map(Computed::task).toList();
    return new HashSet<>(
        transaction.list(
            row -> row.getUUID("subject_id"),
            CLAIM,
            space.value(),
            model,
            tasks.stream().map(EmbeddingTask::subjectId).toArray(UUID[]::new),
            tasks.stream().map(EmbeddingTask::position).toArray(Long[]::new)));
  }

  private Set<UUID> held(List<Computed> computed) {
    var held = new HashSet<UUID>();
    held.addAll(hold(HOLD_MESSAGES, ids(computed, Hit.Kind.MESSAGE)));
    held.addAll(hold(HOLD_MEMORIES, ids(computed, Hit.Kind.MEMORY)));
    return held;
  }

  private List<UUID> hold(String sql, UUID[] ids) {
    if (ids.length == 0) return List.of();
    return transaction.list(row -> row.getUUID("id"), sql, space.value(), ids);
  }

  private static UUID[] ids(List<Computed> computed, Hit.Kind kind) {
    return computed.stream()
        .map(Computed::task)
        .filter(task -> task.kind() == kind)
        .map(EmbeddingTask::subjectId)
        .toArray(UUID[]::new);
  }

  private Set<UUID> write(Hit.Kind kind, List<Computed> computed) {
    var made = new ArrayList<VectorRows.Made>();
    var sizes = new HashMap<UUID, Integer>();
    for (var one : computed) {
      var task = one.task();
      sizes.put(task.subjectId(), task.chunks().size());
      for (var chunk : task.chunks()) {
        var vectors = one.computed().get(chunk.number());
        if (vectors != null) made.add(new VectorRows.Made(task.subjectId(), chunk, vectors));
      }
    }
    var rows = new VectorRows(transaction, space, model);
    rows.write(kind, made);
    var changed = new HashSet<>(rows.cut(kind, sizes));
    made.forEach(one -> changed.add(one.subject()));
    return changed;
  }

  private void end(Set<UUID> held) {
    if (held.isEmpty()) return;
    transaction.run(END, space.value(), model, held.toArray(UUID[]::new));
  }

  /** What is hidden waits until it is seen again or erased. */
  private void later(Set<UUID> left) {
    if (left.isEmpty()) return;
    transaction.run(LATER, space.value(), model, left.toArray(UUID[]::new));
  }
}
