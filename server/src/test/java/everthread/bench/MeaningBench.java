package everthread.bench;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.feed.Change;
import everthread.search.Hit;
import everthread.search.IndexSource;
import everthread.search.Query;
import everthread.search.SpacesInMemory;
import everthread.search.embed.EmbeddedChunk;
import everthread.search.embed.PassageVectors;
import everthread.search.lucene.LuceneIndexes;
import everthread.search.lucene.Meaning;
import everthread.space.Ids;
import everthread.space.SpaceId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What meaning adds to the time of a search. The messages and their vectors are generated, of the
 * shape that the model's have; the questions are embedded for real, and that is told apart. In
 * processor time of the searching thread, so that other programs matter less.
 */
final class MeaningBench {
  private static final int WORDS_OF_A_MESSAGE = 80;
  private static final int PIECES = 48;
  private static final int VOCABULARY = 50_000;
  private static final int ROUNDS = 300;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Random random = new Random(7);
  private final SpacesInMemory store = new SpacesInMemory();
  private final SpaceId space = new SpaceId(Ids.next());

  private MeaningBench() {}

  static void run(int messages) throws IOException {
    new MeaningBench().measure(messages);
  }

  private void measure(int messages) throws IOException {
    for (int i = 0; i < messages; i += 20) {
      var chat = store.converse(space, Site.CLAUDE, null, null);
      for (int j = 0; j < 20; j++) {
        store.say(space, chat, j % 2 == 0 ? Role.USER : Role.ASSISTANT, text(WORDS_OF_A_MESSAGE));
      }
    }
    try (var vectors = new VectorCache();
        var index =
            new LuceneIndexes(
                Files.createTempDirectory("meaning"),
                store,
                new Vectored(),
                LuceneIndexes.Settings.DEFAULT,
                Meaning.by(vectors.model))) {
      long began = System.nanoTime();
      index.rebuild(space);
      System.out.printf(
          "%n%d messages, indexed with vectors in %.0f s%n",
          messages, (System.nanoTime() - began) / 1e9);
      var questions = new ArrayList<String>();
      for (int i = 0; i < ROUNDS; i++) questions.add(text(6));
      System.out.println("| | p50 ms | p95 ms |");
      System.out.println("|---|---|---|");
      print("question embedded", times(questions, vectors.model::question));
      for (var mode : Query.Mode.values()) {
        for (int warm = 0; warm < 2; warm++) times(questions, text -> search(index, text, mode));
        print(
            mode.name().toLowerCase(java.util.Locale.ROOT),
            times(questions, text -> search(index, text, mode)));
      }
    }
  }

  private void search(LuceneIndexes index, String text, Query.Mode mode) {
    var unused = index.search(space, new Query(text, mode, Query.Filter.NONE, 10, 0, false));
  }

  private static long[] times(List<String> questions, Consumer<String> ask) {
    var times = new long[questions.size()];
    for (int i = 0; i < times.length; i++) {
      long began = THREADS.getCurrentThreadCpuTime();
      ask.accept(questions.get(i));
      times[i] = THREADS.getCurrentThreadCpuTime() - began;
    }
    Arrays.sort(times);
    return times;
  }

  private static void print(String name, long[] times) {
    System.out.printf(
        "| %s | %.2f | %.2f |%n",
        name, times[times.length / 2] / 1e6, times[times.length * 95 / 100] / 1e6);
  }

  private String text(int words) {
    var text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      int rank = (int) Math.pow(VOCABULARY, random.nextDouble());
      text.append(i == 0 ? "" : " ").append(word(rank));
    }
    return text.toString();
  }

  private static String word(int rank) {
    if (rank < EnglishWords.ALL.size()) return EnglishWords.ALL.get(rank);
    return "w" + Integer.toString(rank * 7919, 26).replaceAll("\\d", "x");
  }

  /** Vectors of a message by its id alone, the same each time. */
  private static PassageVectors vectors(UUID id) {
    var bits = new Random(id.getLeastSignificantBits());
    var pooled = new byte[384];
    bits.nextBytes(pooled);
    var tokens = new byte[PIECES * 128];
    for (int i = 0; i < tokens.length; i++)
      tokens[i] = (byte) Math.clamp(Math.round(11.2 * bits.nextGaussian()), -127, 127);
    var pieces = new int[PIECES];
    for (int i = 0; i < PIECES; i++) pieces[i] = (int) Math.pow(30_000, bits.nextDouble());
    return new PassageVectors(pooled, pieces, tokens);
  }

  private final class Vectored implements IndexSource {
    @Override
    public Update load(SpaceId space, Collection<Change> changes) {
      return of(store.load(space, changes));
    }

    @Override
    public void loadAll(SpaceId space, Consumer<Update> batch) {
      store.loadAll(space, update -> batch.accept(of(update)));
    }

    private Update of(Update update) {
      var chunks =
          update.messages().stream()
              .map(message -> message.message())
              .map(
                  message ->
                      new EmbeddedChunk(
                          Hit.Kind.MESSAGE,
                          message.id(),
                          0,
                          0,
                          message.text().length(),
                          vectors(message.id())))
              .toList();
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
