package everthread.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Measures search by words: {@code recall FOLDER…} over prepared sets of questions, {@code latency
 * COUNT…} over so many generated messages, beside SQLite's FTS5 and a bare Lucene call.
 */
public final class SearchBench {
  private SearchBench() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    var rest = List.of(arguments).subList(1, arguments.length);
    if (arguments[0].equals("recall")) {
      for (var folder : rest) RecallBench.run(Path.of(folder));
    } else {
      for (var count : rest) LatencyBench.run(Integer.parseInt(count));
    }
  }
}
