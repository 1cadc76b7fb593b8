package everthread.bench;

import everthread.conversation.Role;
import everthread.feed.Change;
import everthread.search.Hit;
import everthread.search.IndexSource;
import everthread.search.Query;
import everthread.search.embed.Chunk;
import everthread.search.embed.Chunks;
import everthread.search.embed.EmbeddedChunk;
import everthread.search.lucene.LuceneIndexes;
import everthread.search.lucene.Meaning;
import everthread.search.lucene.Signal;
import everthread.space.SpaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * How much of the evidence is found, by words, by meaning and by both, and what each signal brings.
 */
final class RecallBench {
  /** Of what an assistant said at most so much is embedded here, which else takes an hour. */
  private static final int CHUNKS_OF_AN_ASSISTANT = 3;

  private static final int LIMIT = 50;
  private static final Query.Filter ALL = Query.Filter.NONE;

  private final RetrievalSet set;
  private final VectorCache vectors;
  private final Path home = Files.createTempDirectory("recall");
  private final IndexSource source = new Embedded();

  /** By kind of question and way to search. */
  private final Map<String, Map<String, Mean>> kinds = new TreeMap<>();

  private RecallBench(RetrievalSet set, VectorCache vectors) throws IOException {
    this.set = set;
    this.vectors = vectors;
  }

  /** What answers a question, best first. */
  @FunctionalInterface
  private interface Search {
    List<Found> of(RetrievalSet.Question question) throws IOException, SQLException;
  }

  /** Prints a line for each way to search. */
  static void run(Path folder) throws IOException, SQLException {
    var set = RetrievalSet.read(folder);
    try (var vectors = new VectorCache()) {
      var bench = new RecallBench(set, vectors);
      bench.embed();
      System.out.printf("%n%s: %d questions%n", folder.getFileName(), set.questions.size());
      System.out.println("| | R@5 | R@10 | R@20 | MRR | B1k | A1k | p50 ms |");
      System.out.println("|---|---|---|---|---|---|---|---|");
      bench.all();
      bench.printKinds();
    }
  }

  /** R@10 by kind of question, for the ways that are not a hybrid without something. */
  private void printKinds() {
    System.out.println();
    System.out.println("| R@10 by kind | " + String.join(" | ", kinds.keySet()) + " |");
    System.out.println("|---" + "|---".repeat(kinds.size()) + "|");
    var ways = kinds.values().stream().flatMap(way -> way.keySet().stream()).distinct().toList();
    for (var way : ways) {
      var row = new StringBuilder("| " + way + " |");
      for (var kind : kinds.values())
        row.append(" %.0f |".formatted(100 * Objects.requireNonNull(kind.get(way)).mean()));
      System.out.println(row);
    }
  }

  /** A mean as it grows. */
  private static final class Mean {
    private double sum;
    private int count;

    void add(double value) {
      sum += value;
      count++;
    }

    double mean() {
      return sum / count;
    }
  }

  private void all() throws IOException, SQLException {
    var byWords = new HashMap<RetrievalSet.Question, List<Found>>();
    var byVectors = new HashMap<RetrievalSet.Question, List<Found>>();
    try (var fts = new Fts5(texts())) {
      measure("FTS5, OR, porter", kept(byWords, question -> named(question, fts.search(question))));
    }
    measure("pooled vectors alone", kept(byVectors, this::nearest));
    measure(
        "plain RRF of these two",
        question ->
            fused(
                byWords.getOrDefault(question, List.of()),
                byVectors.getOrDefault(question, List.of())));
    index("words", Query.Mode.WORDS, Set.of());
    index("meaning", Query.Mode.MEANING, Set.of());
    index("hybrid", Query.Mode.HYBRID, Set.of());
    for (var signal : Signal.values()) {
      var name = signal.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
      index("hybrid without: " + name, Query.Mode.HYBRID, Set.of(signal));
    }
  }

  private void index(String name, Query.Mode mode, Set<Signal> without)
      throws IOException, SQLException {
    var meaning = Meaning.by(vectors.model, without);
    try (var index =
        new LuceneIndexes(home, set.store, source, LuceneIndexes.Settings.DEFAULT, meaning)) {
      // Questions are embedded before the clock runs.
      for (var question : set.questions) search(index, question, mode);
      measure(name, question -> search(index, question, mode));
      if (name.equals("hybrid")) {
        var all = messages.values().stream().flatMap(List::stream).toList();
        new ContextRecall(set, all, index).print();
      }
    }
  }

  private List<Found> search(LuceneIndexes index, RetrievalSet.Question question, Query.Mode mode) {
    var query = new Query(question.text(), mode, ALL, LIMIT, 0, false);
    var hits = index.search(question.space(), query).hits();
    return hits.stream().map(hit -> new Found(turn(hit.id()), hit.text())).toList();
  }

  private String turn(UUID message) {
    return set.turnOf.getOrDefault(message, "");
  }

  private static Search kept(Map<RetrievalSet.Question, List<Found>> into, Search search) {
    return question -> {
      var found = search.of(question);
      into.put(question, found);
      return found;
    };
  }

  private void measure(String name, Search search) throws IOException, SQLException {
    var sum = new double[EvidenceScores.COUNT];
    var times = new long[set.questions.size()];
    for (int i = 0; i < times.length; i++) {
      var question = set.questions.get(i);
      long began = System.nanoTime();
      var found = search.of(question);
      times[i] = System.nanoTime() - began;
      var scores = EvidenceScores.of(question, found);
      for (int k = 0; k < sum.length; k++) sum[k] += scores[k];
      if (!name.startsWith("hybrid without")) {
        kinds
            .computeIfAbsent(question.category(), kind -> new LinkedHashMap<>())
            .computeIfAbsent(name, way -> new Mean())
            .add(scores[1]);
      }
    }
    java.util.Arrays.sort(times);
    int n = times.length;
    System.out.printf(
        "| %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f |%n",
        name,
        100 * sum[0] / n,
        100 * sum[1] / n,
        100 * sum[2] / n,
        100 * sum[3] / n,
        100 * sum[4] / n,
        100 * sum[5] / n,
        times[n / 2] / 1e6);
  }

  /** Reciprocal rank fusion, with the constant that everybody takes. */
  private static List<Found> fused(List<Found> one, List<Found> other) {
    var points = new HashMap<Found, Double>();
    for (var list : List.of(one, other)) {
      for (int i = 0; i < list.size(); i++) points.merge(list.get(i), 1.0 / (61 + i), Double::sum);
    }
    return points.entrySet().stream()
        .sorted(Map.Entry.<Found, Double>comparingByValue().reversed())
        .limit(LIMIT)
        .map(Map.Entry::getKey)
        .toList();
  }

  private final Map<SpaceId, List<IndexSource.IndexedMessage>> messages = new HashMap<>();

  private void embed() throws IOException {
    var persons = new LinkedHashSet<String>();
    var models = new LinkedHashSet<String>();
    for (var question : set.questions) messages.computeIfAbsent(question.space(), this::load);
    for (var message : messages.values().stream().flatMap(List::stream).toList()) {
      var into = message.message().role() == Role.USER ? persons : models;
      for (var chunk : chunks(message)) into.add(chunk.passage());
    }
    vectors.fill(persons);
    vectors.fill(models);
  }

  private List<IndexSource.IndexedMessage> load(SpaceId space) {
    var all = new ArrayList<IndexSource.IndexedMessage>();
    set.store.loadAll(space, update -> all.addAll(update.messages()));
    return all;
  }

  private static List<Chunk> chunks(IndexSource.IndexedMessage message) {
    var chunks = Chunks.of(message.message());
    boolean person = message.message().role() == Role.USER;
    return person ? chunks : chunks.subList(0, Math.min(chunks.size(), CHUNKS_OF_AN_ASSISTANT));
  }

  private Map<SpaceId, Map<String, String>> texts() {
    return messages.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    entry.getValue().stream()
                        .collect(
                            Collectors.toMap(
                                message -> turn(message.message().id()),
                                message -> passage(message)))));
  }

  /** As the recipes that it is compared with index a turn: with its date and speaker. */
  private static String passage(IndexSource.IndexedMessage message) {
    return Chunks.of(message.message()).stream()
        .map(Chunk::passage)
        .collect(Collectors.joining("\n"));
  }

  private List<Found> named(RetrievalSet.Question question, List<String> turns) {
    var texts = new HashMap<String, String>();
    for (var message : messages.getOrDefault(question.space(), List.of())) {
      texts.put(turn(message.message().id()), message.message().text());
    }
    return turns.stream().map(turn -> new Found(turn, texts.getOrDefault(turn, ""))).toList();
  }

  /** By the cosine of whole chunks, all looked at. */
  private List<Found> nearest(RetrievalSet.Question question) {
    var asked = vectors.model.question(question.text()).pooled();
    var best = new HashMap<String, Double>();
    for (var message : messages.getOrDefault(question.space(), List.of())) {
      for (var chunk : chunks(message)) {
        double cosine = cosine(asked, vectors.of(chunk.passage()).pooled());
        best.merge(turn(message.message().id()), cosine, Math::max);
      }
    }
    return named(
        question,
        best.entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .limit(LIMIT)
            .map(Map.Entry::getKey)
            .toList());
  }

  private static double cosine(byte[] one, byte[] other) {
    double dot = 0;
    double a = 0;
    double b = 0;
    for (int i = 0; i < one.length; i++) {
      dot += one[i] * other[i];
      a += one[i] * one[i];
      b += other[i] * other[i];
    }
    return a == 0 || b == 0 ? 0 : dot / Math.sqrt(a * b);
  }

  /** The store with vectors. */
  private final class Embedded implements IndexSource {
    @Override
    public Update load(SpaceId space, Collection<Change> changes) {
      return of(set.store.load(space, changes));
    }

    @Override
    public void loadAll(SpaceId space, Consumer<Update> batch) {
      set.store.loadAll(space, update -> batch.accept(of(update)));
    }

    private Update of(Update update) {
      var chunks = new ArrayList<EmbeddedChunk>();
      for (var message : update.messages()) {
        UUID id = message.message().id();
        for (var chunk : chunks(message)) {
          chunks.add(
              new EmbeddedChunk(
                  Hit.Kind.MESSAGE,
                  id,
                  chunk.number(),
                  chunk.from(),
                  chunk.to(),
                  vectors.of(chunk.passage())));
        }
      }
      return new Update(
          update.messages(),
          update.memories(),
          chunks,
          update.goneMessages(),
          update.goneMemories(),
          update.goneConversations());
    }
  }
}
