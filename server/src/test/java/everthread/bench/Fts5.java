package everthread.bench;

import everthread.space.SpaceId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The usual way to search by words: SQLite's FTS5, all words of a question joined by OR. */
final class Fts5 implements AutoCloseable {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private final Connection database = DriverManager.getConnection("jdbc:sqlite::memory:");

  Fts5(Map<SpaceId, Map<String, String>> spaces) throws SQLException {
    database.setAutoCommit(false);
    try (var make = database.createStatement()) {
      make.execute(
          "CREATE VIRTUAL TABLE turn"
              + " USING fts5(space UNINDEXED, id UNINDEXED, text, tokenize='porter')");
    }
    try (var add = database.prepareStatement("INSERT INTO turn VALUES (?, ?, ?)")) {
      for (var space : spaces.entrySet()) {
        for (var turn : space.getValue().entrySet()) {
          add.setString(1, space.getKey().toString());
          add.setString(2, turn.getKey());
          add.setString(3, turn.getValue());
          add.addBatch();
        }
      }
      add.executeBatch();
    }
  }

  List<String> search(RetrievalSet.Question question) throws SQLException {
    var words =
        WORD.matcher(question.text().toLowerCase(Locale.ROOT))
            .results()
            .map(word -> '"' + word.group() + '"')
            .collect(Collectors.joining(" OR "));
    var turns = new ArrayList<String>();
    try (var select =
        database.prepareStatement(
            "SELECT id FROM turn WHERE turn MATCH ? AND space = ? ORDER BY bm25(turn) LIMIT 50")) {
      select.setString(1, words);
      select.setString(2, question.space().toString());
      try (var rows = select.executeQuery()) {
        while (rows.next()) turns.add(rows.getString(1));
      }
    }
    return turns;
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
