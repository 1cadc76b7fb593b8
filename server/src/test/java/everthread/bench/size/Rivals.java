package everthread.bench.size;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;

/**
 * What Everthread is held against, filled with the same messages: SQLite's FTS5 ordered by bm25(),
 * and Lucene called in process, without any server, snippet, further signal or permission.
 */
final class Rivals implements AutoCloseable {
  private final Connection sqlite;
  private final FSDirectory directory;
  private final Path folder;
  private DirectoryReader reader;
  private IndexSearcher searcher;

  Rivals(Path folder) throws IOException, SQLException {
    this.folder = Files.createDirectories(folder);
    sqlite = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("fts.db"));
    directory = FSDirectory.open(folder.resolve("lucene"));
    new IndexWriter(directory, new IndexWriterConfig()).close();
    reader = DirectoryReader.open(directory);
    searcher = new IndexSearcher(reader);
  }

  /** Returns the seconds that SQLite took. */
  double fillSqlite(int count) throws SQLException {
    long began = System.nanoTime();
    try (var statement = sqlite.createStatement()) {
      statement.execute("PRAGMA cache_size = -262144");
      statement.execute(
          "CREATE VIRTUAL TABLE message USING fts5(text, tokenize='porter unicode61')");
    }
    sqlite.setAutoCommit(false);
    try (var insert = sqlite.prepareStatement("INSERT INTO message (rowid, text) VALUES (?, ?)")) {
      for (int message = 0; message < count; message++) {
        insert.setInt(1, message);
        insert.setString(2, Words.text(message));
        insert.addBatch();
        if (message % 5_000 == 4_999) insert.executeBatch();
      }
      insert.executeBatch();
    }
    sqlite.commit();
    sqlite.setAutoCommit(true);
    return (System.nanoTime() - began) / 1e9;
  }

  /** Returns the seconds that Lucene took. */
  double fillLucene(int count, int each) throws IOException {
    long began = System.nanoTime();
    var config = new IndexWriterConfig(new StandardAnalyzer()).setRAMBufferSizeMB(64);
    try (var writer = new IndexWriter(directory, config)) {
      for (int message = 0; message < count; message++) {
        var document = new Document();
        document.add(new TextField("text", Words.text(message), Store.YES));
        document.add(new StringField("site", Words.site(message).name(), Store.NO));
        document.add(new StringField("space", Integer.toString(message / each), Store.NO));
        document.add(new LongField("said", Words.said(message).getEpochSecond(), Store.NO));
        writer.addDocument(document);
      }
    }
    reader.close();
    reader = DirectoryReader.open(directory);
    searcher = new IndexSearcher(reader);
    return (System.nanoTime() - began) / 1e9;
  }

  /**
   * FTS5, rows of one space only when there are several.
   *
   * @param space its number, -1 for all
   */
  int sqlite(Question question, int space, int each) throws SQLException {
    var narrowed = new StringBuilder();
    if (space >= 0) {
      narrowed.append(
          " AND rowid >= " + (long) space * each + " AND rowid < " + (space + 1L) * each);
    }
    if (question.until() != null) {
      narrowed.append(" AND rowid / " + Words.TURNS + " % 4 = 0 AND rowid < " + question.until());
    }
    try (var statement =
        sqlite.prepareStatement(
            "SELECT rowid, text FROM message WHERE message MATCH ?"
                + narrowed
                + " ORDER BY bm25(message) LIMIT 10")) {
      statement.setString(1, question.match());
      int found = 0;
      try (var rows = statement.executeQuery()) {
        while (rows.next()) found += rows.getString(2).isEmpty() ? 0 : 1;
      }
      return found;
    }
  }

  /** The ten best by BM25, without reading them. */
  TopDocs lucene(Question question, int space) throws IOException {
    return searcher.search(query(question, space), 10);
  }

  /** Reads the stored text of what was found. */
  int fetch(TopDocs found) throws IOException {
    int characters = 0;
    var stored = searcher.storedFields();
    for (var hit : found.scoreDocs) characters += stored.document(hit.doc).get("text").length();
    return characters;
  }

  private static Query query(Question question, int space) {
    var builder = new BooleanQuery.Builder();
    if (question.phrase()) {
      builder.add(new PhraseQuery("text", question.words().toArray(String[]::new)), Occur.MUST);
    } else if (question.words().size() == 1) {
      builder.add(new TermQuery(new Term("text", question.words().getFirst())), Occur.MUST);
    } else {
      for (var word : question.words()) {
        builder.add(new TermQuery(new Term("text", word)), Occur.SHOULD);
      }
      builder.setMinimumNumberShouldMatch(1);
    }
    if (question.until() != null) {
      builder.add(new TermQuery(new Term("site", "CLAUDE")), Occur.FILTER);
      long last = Words.said(question.until()).getEpochSecond() - 1;
      builder.add(LongField.newRangeQuery("said", 0, last), Occur.FILTER);
    }
    if (space >= 0) {
      builder.add(new TermQuery(new Term("space", Integer.toString(space))), Occur.FILTER);
    }
    return builder.build();
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException, SQLException {
    reader.close();
    directory.close();
    sqlite.close();
  }
}
