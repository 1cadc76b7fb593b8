package everthread.bench;

import everthread.conversation.Role;
import everthread.feed.Change;
import everthread.search.Hit;
import everthread.search.IndexSource;
import everthread.search.Query;
import everthread.search.lucene.LuceneIndexes;
import everthread.space.SpaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How much of the evidence is among the first ten, by words; the same measure as R@10. */
final class RecallBench {
  private RecallBench() {}

  /** Prints a line for each variant of the input that shows what a part of the ranking brings. */
  static void run(Path folder) throws IOException {
    var set = RetrievalSet.read(folder);
    System.out.printf("%n%s: %d questions%n", folder.getFileName(), set.questions.size());
    System.out.println("| variant | R@5 | R@10 | R@20 | MRR | p50 ms |");
    System.out.println("|---|---|---|---|---|---|");
    measure("as it is", set, set.store, null);
    measure("only the user's messages", set, set.store, Role.USER);
    measure("no neighbours", set, changed(set, RecallBench::alone), null);
    measure("no neighbours, user's messages", set, changed(set, RecallBench::alone), Role.USER);
  }

  private static void measure(
      String name, RetrievalSet set, IndexSource source, @Nullable Role role) throws IOException {
    var home = Files.createTempDirectory("recall");
    var filter = new Query.Filter(Query.Kind.ALL, java.util.Set.of(), null, role, null, null, null);
    double[] sum = new double[4];
    var times = new long[set.questions.size()];
    try (var index = new LuceneIndexes(home, set.store, source)) {
      for (int i = 0; i < times.length; i++) {
        var question = set.questions.get(i);
        index.catchUp(question.space());
        long began = System.nanoTime();
        var hits =
            index.search(
                question.space(),
                new Query(question.text(), Query.Mode.WORDS, filter, 50, 0, false));
        times[i] = System.nanoTime() - began;
        var scores = scores(set, question, hits.hits());
        for (int k = 0; k < 4; k++) sum[k] += scores[k];
      }
    }
    java.util.Arrays.sort(times);
    int n = times.length;
    System.out.printf(
        "| %s | %.1f | %.1f | %.1f | %.1f | %.2f |%n",
        name,
        100 * sum[0] / n,
        100 * sum[1] / n,
        100 * sum[2] / n,
        100 * sum[3] / n,
        times[n / 2] / 1e6);
  }

  private static double[] scores(RetrievalSet set, RetrievalSet.Question question, List<Hit> hits) {
    var scores = new double[4];
    int first = 0;
    for (int rank = 1; rank <= hits.size(); rank++) {
      var turn = set.turnOf.get(hits.get(rank - 1).id());
      if (!question.evidence().contains(turn)) continue;
      if (first == 0) first = rank;
      double share = 1.0 / question.evidence().size();
      if (rank <= 5) scores[0] += share;
      if (rank <= 10) scores[1] += share;
      if (rank <= 20) scores[2] += share;
    }
    scores[3] = first == 0 ? 0 : 1.0 / first;
    return scores;
  }

  private static IndexSource.IndexedMessage alone(IndexSource.IndexedMessage message) {
    return new IndexSource.IndexedMessage(
        message.message(), message.conversation(), null, null, null, null, true);
  }

  private static IndexSource changed(
      RetrievalSet set, UnaryOperator<IndexSource.IndexedMessage> change) {
    return new IndexSource() {
      @Override
      public Update load(SpaceId space, Collection<Change> changes) {
        return of(set.store.load(space, changes));
      }

      @Override
      public void loadAll(SpaceId space, Consumer<Update> batch) {
        set.store.loadAll(space, update -> batch.accept(of(update)));
      }

      private Update of(Update update) {
        return new Update(
            update.messages().stream().map(change).toList(),
            update.memories(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
      }
    };
  }
}
