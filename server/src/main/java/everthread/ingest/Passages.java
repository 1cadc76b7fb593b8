package everthread.ingest;

import everthread.search.embed.Chunk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Sorts passages into small batches of about one length: a batch is padded to its longest. Pure.
 */
final class Passages {
  private Passages() {}

  /** A passage and whose it is. */
  record Passage(UUID subject, Chunk chunk) {
    int length() {
      return chunk.passage().length();
    }
  }

  /**
   * How much is computed in one go.
   *
   * @param characters of all, each counted as long as the longest
   */
  record Size(int passages, int characters) {}

  /** All that is missing, the shortest first. */
  static List<Passage> of(List<EmbeddingTask> tasks) {
    var all = new ArrayList<Passage>();
    for (var task : tasks) {
      for (var chunk : task.missing()) all.add(new Passage(task.subjectId(), chunk));
    }
    all.sort(Comparator.comparingInt(Passage::length));
    return all;
  }

  /** The beginning of a sorted list that is computed in one go; at least one. */
  static List<Passage> slice(List<Passage> sorted, Size size) {
    int count = 1;
    while (count < sorted.size()
        && count < size.passages()
        && (count + 1) * sorted.get(count).length() <= size.characters()) {
      count++;
    }
    return sorted.subList(0, count);
  }
}
