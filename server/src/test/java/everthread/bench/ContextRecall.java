package everthread.bench;

import everthread.context.ContextBuilder;
import everthread.context.ContextRequest;
import everthread.conversation.ConversationStore;
import everthread.conversation.ConversationStore.Neighbours;
import everthread.memory.MemoryStore;
import everthread.search.IndexSource.IndexedMessage;
import everthread.search.SearchIndex;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How much of the evidence stands in the context that a model is handed, by the budget: a message
 * counts when half of its runs of three words, or all its words where it has under five, are in the
 * text cut at the budget (a token is 0.75 words).
 */
final class ContextRecall {
  private static final int[] BUDGETS = {500, 1_000, 2_000};
  private static final Pattern WORD = Pattern.compile("[a-z0-9]+");

  private final RetrievalSet set;
  private final Map<UUID, IndexedMessage> messages = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final ContextBuilder builder;

  ContextRecall(RetrievalSet set, Collection<IndexedMessage> indexed, SearchIndex index) {
    this.set = set;
    for (var message : indexed) {
      messages.put(message.message().id(), message);
      texts.put(set.turnOf.getOrDefault(message.message().id(), ""), message.message().text());
    }
    this.builder =
        new ContextBuilder(index, only(MemoryStore.class), conversations(), text -> text);
  }

  /** Prints a line: the share of the evidence within 500, 1,000 and 2,000 tokens. */
  void print() {
    var row = new StringBuilder("| context, B500 / B1k / B2k |");
    for (int budget : BUDGETS) {
      double sum = 0;
      for (var question : set.questions) sum += share(question, budget);
      row.append(" %.1f |".formatted(100 * sum / set.questions.size()));
    }
    System.out.println(row);
  }

  private double share(RetrievalSet.Question question, int budget) {
    var request = new ContextRequest(question.text(), List.of(), null, budget);
    var context = builder.build(question.space(), request).text().strip().split("\\s+");
    var cut =
        String.join(
            " ",
            Arrays.asList(context).subList(0, Math.min(context.length, (int) (budget / 1.33))));
    var words = words(cut);
    var runs = runs(words);
    var joined = " " + String.join(" ", words) + " ";
    double found = 0;
    for (var turn : question.evidence()) {
      if (isCovered(words(texts.getOrDefault(turn, "")), runs, joined)) found++;
    }
    return found / question.evidence().size();
  }

  private static boolean isCovered(List<String> turn, Set<String> runs, String joined) {
    if (turn.size() < 5) return joined.contains(" " + String.join(" ", turn) + " ");
    var own = runs(turn);
    return 2 * own.stream().filter(runs::contains).count() >= own.size();
  }

  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    var found = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (found.find()) words.add(found.group());
    return words;
  }

  private static Set<String> runs(List<String> words) {
    var runs = new HashSet<String>();
    for (int i = 0; i + 3 <= words.size(); i++) runs.add(String.join(" ", words.subList(i, i + 3)));
    return runs;
  }

  /** Knows what stands beside a message, and nothing else. */
  private ConversationStore conversations() {
    return (ConversationStore)
        Proxy.newProxyInstance(
            ConversationStore.class.getClassLoader(),
            new Class<?>[] {ConversationStore.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("neighbours")) {
                throw new UnsupportedOperationException(method.getName());
              }
              var around = new HashMap<UUID, Neighbours>();
              for (var id : (List<?>) arguments[1]) {
                var message = messages.get(id);
                if (message == null) continue;
                around.put(
                    message.message().id(), new Neighbours(message.previous(), message.next()));
              }
              return around;
            });
  }

  private static <T> T only(Class<T> store) {
    return store.cast(
        Proxy.newProxyInstance(
            store.getClassLoader(),
            new Class<?>[] {store},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            }));
  }
}
