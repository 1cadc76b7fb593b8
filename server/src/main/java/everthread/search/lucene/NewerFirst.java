package everthread.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;

/**
 * Puts what tells anew right above what it tells anew, the last step of ranking. Only pairs that
 * were marked when they were written change places; nothing comes in, nothing goes.
 */
final class NewerFirst {
  /** Among so many of the best; a newer one further down hardly speaks of what was asked. */
  static final int REACH = 50;

  /** Who asks how it was, or how it came to be, wants the older as well. English. */
  private static final Pattern OF_THE_PAST =
      Pattern.compile(
          "\\b(?:original(?:ly)?|initial(?:ly)?|previous(?:ly)?|former(?:ly)?|earlier|before|at first|used to"
              + "|in the beginning|back then|history|over time|compared?|between|until|after|since"
              + "|across|different|altogether|combined|in total|in all|order|sequence)\\b"
              + "|\\bhow many (?:days|weeks|months|years)\\b(?! (?:a|per|each)\\b)");

  /** Who asks for an account, advice or a reason asks for no figure. English. */
  private static final Pattern OF_NO_VALUE =
      Pattern.compile(
          "\\b(?:summar\\w*|lists?|steps?|recommend\\w*|suggest\\w*|advice|explain|describe|why|help me"
              + "|tell me about|(?:can|could|would) you)\\b"
              + "|\\bhow (?:do|did|can|could|would|should|to|have|has|long)\\b");

  private NewerFirst() {}

  /**
   * The same documents, best first.
   *
   * @param question as it was asked
   */
  static List<ScoreDoc> of(IndexSearcher searcher, List<ScoreDoc> ranked, String question)
      throws IOException {
    if (!asksForWhatIs(question.toLowerCase(Locale.ROOT))) return ranked;
    int reach = Math.min(REACH, ranked.size());
    var newer = newer(searcher, ranked.subList(0, reach));
    if (newer.isEmpty()) return ranked;
    var begun = new HashSet<Integer>();
    var order = new LinkedHashSet<Integer>();
    for (int place = 0; place < reach; place++) place(place, newer, begun, order);
    var documents = new ArrayList<ScoreDoc>(ranked.size());
    order.forEach(place -> documents.add(ranked.get(place)));
    documents.addAll(ranked.subList(reach, ranked.size()));
    return falling(documents);
  }

  private static boolean asksForWhatIs(String question) {
    return !OF_THE_PAST.matcher(question).find() && !OF_NO_VALUE.matcher(question).find();
  }

  private static Map<UUID, Integer> places(IndexSearcher searcher, List<ScoreDoc> ranked)
      throws IOException {
    var places = new HashMap<UUID, Integer>();
    for (int i = 0; i < ranked.size(); i++) {
      var id = Newer.id(searcher, ranked.get(i).doc);
      if (id.isPresent()) places.put(id.get(), i);
    }
    return places;
  }

  /** Of those that are told anew among them: where, and where what tells them anew stands. */
  private static Map<Integer, List<Integer>> newer(IndexSearcher searcher, List<ScoreDoc> ranked)
      throws IOException {
    var marked = new HashMap<Integer, List<UUID>>();
    for (int i = 0; i < ranked.size(); i++) {
      var ids = Newer.of(searcher, ranked.get(i).doc);
      if (!ids.isEmpty()) marked.put(i, ids);
    }
    if (marked.isEmpty()) return Map.of();
    var places = places(searcher, ranked);
    var newer = new HashMap<Integer, List<Integer>>();
    marked.forEach(
        (place, ids) -> {
          var found = ids.stream().map(places::get).filter(Objects::nonNull).sorted().toList();
          if (!found.isEmpty()) newer.put(place, found);
        });
    return newer;
  }

  /** What is newer than it comes first, and before that what is newer still. */
  private static void place(
      int place, Map<Integer, List<Integer>> newer, Set<Integer> begun, Set<Integer> order) {
    if (!begun.add(place)) return;
    for (int other : newer.getOrDefault(place, List.of())) place(other, newer, begun, order);
    order.add(place);
  }

  /**
   * A score never rises from one hit to the next: what was lifted takes that of where it stands.
   */
  private static List<ScoreDoc> falling(List<ScoreDoc> documents) {
    float floor = Float.NEGATIVE_INFINITY;
    var falling = new ArrayList<ScoreDoc>(documents);
    for (int i = documents.size() - 1; i >= 0; i--) {
      var document = documents.get(i);
      floor = Math.max(floor, document.score);
      if (floor > document.score) falling.set(i, new ScoreDoc(document.doc, floor));
    }
    return falling;
  }
}
