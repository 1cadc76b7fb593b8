package everthread.bench;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.search.Query;
import everthread.search.SpacesInMemory;
import everthread.search.lucene.LuceneIndexes;
import everthread.space.Ids;
import everthread.space.SpaceId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;

/**
 * How much processor time a search takes over generated messages (60 to 100 words of a Zipf
 * vocabulary), beside a bare Lucene call (no snippets, no further signals) and SQLite's FTS5
 * ordered by bm25().
 */
final class LatencyBench {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int VOCABULARY = 50_000;
  private static final int TURNS = 40;
  private static final int ROUNDS = 60;

  private final int count;
  private final SpacesInMemory store = new SpacesInMemory();
  private final SpaceId space = new SpaceId(Ids.next());
  private final List<String> texts = new ArrayList<>();
  private final double[] cumulative = new double[VOCABULARY];

  /** A kind of question: as it is typed, for FTS5, and its words for the bare call. */
  private record Question(
      String name,
      String typed,
      String fts,
      List<String> words,
      boolean phrase,
      boolean filtered) {}

  private LatencyBench(int count) {
    this.count = count;
  }

  static void run(int count) throws IOException, SQLException {
    var bench = new LatencyBench(count);
    bench.generate();
    bench.measure();
  }

  private void generate() {
    double sum = 0;
    for (int i = 0; i < VOCABULARY; i++) cumulative[i] = sum += 1.0 / (i + 1);
    var random = new Random(5);
    var conversation = Ids.next();
    for (int i = 0; i < count; i++) {
      if (i % TURNS == 0) {
        var site = i / TURNS % 4 == 0 ? Site.CLAUDE : Site.CHATGPT;
        conversation = store.converse(space, site, "talk " + i, null);
      }
      var text = text(random);
      texts.add(text);
      var role = i % 2 == 0 ? Role.USER : Role.ASSISTANT;
      var when = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(i * 60L);
      store.say(space, conversation, role, null, text, when);
    }
  }

  private String text(Random random) {
    var text = new StringBuilder();
    for (int words = 60 + random.nextInt(41); words > 0; words--) {
      double at = random.nextDouble() * cumulative[VOCABULARY - 1];
      int rank = Arrays.binarySearch(cumulative, at);
      text.append(word(rank < 0 ? -rank - 1 : rank)).append(' ');
    }
    return text.toString();
  }

  /** Made-up words that no stemmer touches. */
  private static String word(int rank) {
    return "q" + Integer.toString(rank + 40_000, 26).replaceAll("[0-9]", "z") + "k" + letters(rank);
  }

  private static String letters(int rank) {
    var letters = new StringBuilder();
    for (int left = rank; left > 0; left /= 20)
      letters.append("bcdfghjklmnpqrtvwxzo".charAt(left % 20));
    return letters.append('o').toString();
  }

  private List<Question> questions() {
    var rare = word(20_000);
    var middle = word(800);
    var common = word(5);
    var three = List.of(word(3), word(5), word(9));
    var six = List.of(word(3), word(5), word(300), word(800), word(9_000), word(20_000));
    var pair = Arrays.asList(texts.get(count / 2).split(" ")).subList(10, 12);
    return List.of(
        of("rare word", List.of(rare), false, false),
        of("word in 1 %", List.of(middle), false, false),
        of("common word", List.of(common), false, false),
        of("three common, OR", three, false, false),
        of("six words, OR", six, false, false),
        of("phrase", pair, true, false),
        of("common word, one site", List.of(common), false, true));
  }

  private static Question of(String name, List<String> words, boolean phrase, boolean filtered) {
    var plain = String.join(" ", words);
    var typed = phrase ? '"' + plain + '"' : filtered ? plain + " site:claude" : plain;
    var fts = phrase ? '"' + plain + '"' : String.join(" OR ", words);
    return new Question(name, typed, fts, words, phrase, filtered);
  }

  private void measure() throws IOException, SQLException {
    var home = Files.createTempDirectory("latency");
    var patient =
        new LuceneIndexes.Settings(
            4,
            Duration.ofHours(1),
            Duration.ofSeconds(3),
            Duration.ofHours(1),
            Duration.ofHours(1));
    try (var index = new LuceneIndexes(home.resolve("index"), store, store, patient);
        var sqlite = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("fts.db"));
        var bareDirectory = FSDirectory.open(home.resolve("bare"))) {
      long began = System.nanoTime();
      index.catchUp(space);
      double seconds = (System.nanoTime() - began) / 1e9;
      fillSqlite(sqlite);
      fillBare(bareDirectory);
      long textBytes = texts.stream().mapToLong(String::length).sum();
      System.out.printf(
          "%n%,d messages, %.1f MB of text: indexed in %.1f s (%,.0f a second); on disk: index %.1f MB"
              + " (text included), bare Lucene %.1f MB (no text), SQLite %.1f MB%n%n",
          count,
          textBytes / 1e6,
          seconds,
          count / seconds,
          megabytes(home.resolve("index")),
          megabytes(home.resolve("bare")),
          megabytes(home.resolve("fts.db")));
      System.out.println(
          "| question | matches | Everthread p50 / p95 ms | with counts p50 | bare Lucene p50 | SQLite FTS5 p50 | faster than FTS5 |");
      System.out.println("|---|---|---|---|---|---|---|");
      try (var reader = DirectoryReader.open(bareDirectory)) {
        var bare = new IndexSearcher(reader);
        for (var question : questions()) row(index, bare, sqlite, question);
      }
    }
  }

  private void row(LuceneIndexes index, IndexSearcher bare, Connection sqlite, Question question)
      throws IOException, SQLException {
    var plain = query(question, false);
    var counted = query(question, true);
    var own = new double[ROUNDS];
    var counts = new double[ROUNDS];
    var bareTimes = new double[ROUNDS];
    var ftsTimes = new double[count > 50_000 ? 8 : 20];
    long total = 0;
    for (int round = -40; round < ROUNDS; round++) {
      long began = cpu();
      total = index.search(space, plain).total();
      long middle = cpu();
      var unused = index.search(space, counted);
      long end = cpu();
      var top = bare.search(bareQuery(question), 10);
      for (var hit : top.scoreDocs) bare.storedFields().document(hit.doc);
      long last = cpu();
      if (round < 0) continue;
      own[round] = (middle - began) / 1e6;
      counts[round] = (end - middle) / 1e6;
      bareTimes[round] = (last - end) / 1e6;
    }
    for (int round = 0; round < ftsTimes.length; round++)
      ftsTimes[round] = sqlite(sqlite, question);
    System.out.printf(
        "| %s | %,d | %.2f / %.2f | %.2f | %.2f | %.2f | %.0f × |%n",
        question.name(),
        total,
        at(own, 50),
        at(own, 95),
        at(counts, 50),
        at(bareTimes, 50),
        at(ftsTimes, 50),
        at(ftsTimes, 50) / at(own, 50));
  }

  private static Query query(Question question, boolean counts) {
    return new Query(question.typed(), Query.Mode.WORDS, Query.Filter.NONE, 10, 0, counts);
  }

  private static org.apache.lucene.search.Query bareQuery(Question question) {
    if (question.phrase()) return new PhraseQuery("text", question.words().toArray(String[]::new));
    var builder = new BooleanQuery.Builder();
    for (var word : question.words())
      builder.add(new TermQuery(new Term("text", word)), Occur.SHOULD);
    if (question.filtered()) builder.add(new TermQuery(new Term("site", "claude")), Occur.FILTER);
    if (question.filtered()) builder.setMinimumNumberShouldMatch(1);
    return builder.build();
  }

  private double sqlite(Connection sqlite, Question question) throws SQLException {
    var narrowed = question.filtered() ? " AND rowid / 40 % 4 = 0" : "";
    try (var statement =
        sqlite.prepareStatement(
            "SELECT rowid, text FROM message WHERE message MATCH ?"
                + narrowed
                + " ORDER BY bm25(message) LIMIT 10")) {
      statement.setString(1, question.fts());
      long began = cpu();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) rows.getString(2);
      }
      return (cpu() - began) / 1e6;
    }
  }

  private void fillSqlite(Connection sqlite) throws SQLException {
    try (var statement = sqlite.createStatement()) {
      statement.execute(
          "CREATE VIRTUAL TABLE message USING fts5(text, tokenize='porter unicode61')");
    }
    sqlite.setAutoCommit(false);
    try (var insert = sqlite.prepareStatement("INSERT INTO message (rowid, text) VALUES (?, ?)")) {
      for (int i = 0; i < texts.size(); i++) {
        insert.setInt(1, i);
        insert.setString(2, texts.get(i));
        insert.addBatch();
        if (i % 5_000 == 4_999) insert.executeBatch();
      }
      insert.executeBatch();
    }
    sqlite.commit();
  }

  private void fillBare(FSDirectory directory) throws IOException {
    try (var writer = new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
      for (int i = 0; i < texts.size(); i++) {
        var document = new Document();
        document.add(new TextField("text", texts.get(i), Field.Store.NO));
        document.add(
            new org.apache.lucene.document.StringField(
                "site", i / TURNS % 4 == 0 ? "claude" : "chatgpt", Field.Store.NO));
        writer.addDocument(document);
      }
    }
  }

  /** Processor time of this thread in nanoseconds: what else the machine does is not counted. */
  private static long cpu() {
    return THREADS.getCurrentThreadCpuTime();
  }

  private static double at(double[] times, int percent) {
    var sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }

  private static double megabytes(Path path) throws IOException {
    try (var walk = Files.walk(path)) {
      long bytes = 0;
      for (var file : walk.filter(Files::isRegularFile).toList()) bytes += Files.size(file);
      return bytes / 1e6;
    }
  }
}
