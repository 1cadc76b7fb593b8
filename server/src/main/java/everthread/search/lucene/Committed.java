package everthread.search.lucene;

import everthread.search.words.TextAnalysis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.Directory;

/**
 * What a generation's commit says of itself.
 *
 * @param position how far in the feed it has come
 * @param mark of the change at that position, empty before the first
 * @param model whose vectors are in it; empty when what has vectors may lack them here
 * @param complete whether it was filled to its end
 * @param erased whether something that was taken out may still lie in the files
 */
record Committed(long position, String mark, String model, boolean complete, boolean erased) {
  /** Changes whenever {@link Documents} or {@link Fields} do. */
  static final int FORMAT = 3;

  private static final String SIGNATURE =
      FORMAT + "." + TextAnalysis.VERSION + "." + Ranking.VERSION;

  /**
   * Reads what was committed last.
   *
   * @throws IOException when it is damaged, missing, or was made in another way
   */
  static Committed read(Directory directory, Path folder) throws IOException {
    Map<String, String> told;
    try (var committed = DirectoryReader.open(directory)) {
      told = committed.getIndexCommit().getUserData();
    }
    if (!SIGNATURE.equals(told.get("format"))) {
      throw new IndexFormatTooOldException(folder.toString(), "format " + told.get("format"));
    }
    if (!"true".equals(told.get("complete"))) throw new IOException("was not built to its end");
    return new Committed(
        Long.parseLong(told.getOrDefault("position", "none")),
        told.getOrDefault("mark", ""),
        told.getOrDefault("model", ""),
        true,
        "true".equals(told.get("erased")));
  }

  /** As a commit carries it. */
  Map<String, String> told() {
    return Map.of(
        "format",
        SIGNATURE,
        "position",
        Long.toString(position),
        "mark",
        mark,
        "model",
        model,
        "complete",
        Boolean.toString(complete),
        "erased",
        Boolean.toString(erased));
  }
}
