package everthread.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Measures search: {@code recall FOLDER…} over prepared sets of questions, by words, by meaning and
 * by both; {@code latency COUNT…} by words over so many generated messages, beside SQLite's FTS5
 * and a bare Lucene call; {@code meaning COUNT…} what meaning adds to it.
 */
public final class SearchBench {
  private SearchBench() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    var rest = List.of(arguments).subList(1, arguments.length);
    if (arguments[0].equals("recall")) {
      for (var folder : rest) RecallBench.run(Path.of(folder));
    } else if (arguments[0].equals("meaning")) {
      for (var count : rest) MeaningBench.run(Integer.parseInt(count));
    } else {
      for (var count : rest) LatencyBench.run(Integer.parseInt(count));
    }
  }
}
