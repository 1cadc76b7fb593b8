package everthread.search.lucene;

import everthread.search.Query;
import everthread.search.embed.QuestionVectors;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;

/**
 * Orders candidates by words and meaning together, each measured in standard deviations among the
 * candidates, and by what kind of message each is. All numbers stand in {@link Ranking}; what each
 * signal brings, in docs/retrieval.md. One instance a question; not thread-safe.
 */
final class Hybrid {
  private static final Pattern ASKS_FOR_A_TIME =
      Pattern.compile(
          "^\\W*(when|since when|how long|what (date|day|month|year)|which (date|day|month|year))\\b",
          Pattern.CASE_INSENSITIVE);

  private static final int FEW = 5;

  private final IndexReader reader;
  private final Meaning meaning;
  private final Pool pool;
  private final String text;
  private final QuestionVectors question;
  private final boolean isQuestion;
  private final LocalDate today;
  private final float[] weights;

  /**
   * @param isQuestion false where a few words are looked up
   * @param today from which "last week" is counted
   */
  Hybrid(
      IndexReader reader,
      Meaning meaning,
      Pool pool,
      String text,
      QuestionVectors question,
      boolean isQuestion,
      LocalDate today)
      throws IOException {
    this.isQuestion = isQuestion;
    this.today = today;
    this.reader = reader;
    this.meaning = meaning;
    this.pool = pool;
    this.text = text;
    this.question = question;
    this.weights = PieceWeights.of(reader, meaning, question);
  }

  /** How like the question a document is, other documents aside; 0 to 2. */
  double likeness(Candidate candidate) {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * candidate.pieces[i];
      all += weights[i];
    }
    return candidate.cosine + (all == 0 ? candidate.cosine : sum / all);
  }

  /** Best first. */
  List<Candidate> ranked(List<Candidate> candidates) throws IOException {
    for (var group : groups(candidates)) {
      measureLate(group);
      var words = Spread.of(group.measure(), candidate -> candidate.words);
      var cosines = Spread.of(group.measure(), candidate -> candidate.cosine);
      for (var candidate : group.members()) {
        candidate.score =
            words.of(candidate.words)
                + Ranking.LATE * candidate.late
                + Ranking.COSINE * cosines.of(candidate.cosine);
      }
    }
    addSignals(candidates);
    var ranked = new ArrayList<>(candidates);
    ranked.sort(
        Comparator.<Candidate>comparingDouble(candidate -> -candidate.score)
            .thenComparingInt(candidate -> candidate.document));
    return ranked;
  }

  /** Candidates, and those by which they are measured. */
  private record Group(List<Candidate> members, List<Candidate> measure) {}

  /** What persons said is measured by itself, and so is what models said, which is much longer. */
  private static List<Group> groups(List<Candidate> candidates) {
    var persons = candidates.stream().filter(one -> Ranking.isByAPerson(one.traits)).toList();
    var models = candidates.stream().filter(one -> !Ranking.isByAPerson(one.traits)).toList();
    if (persons.size() < FEW) return List.of(new Group(candidates, candidates));
    if (models.size() < FEW) return List.of(new Group(candidates, persons));
    return List.of(new Group(persons, persons), new Group(models, models));
  }

  private void addSignals(List<Candidate> candidates) throws IOException {
    var conversations = conversations(candidates);
    var speaker = meaning.has(Signal.SPEAKER) ? Speakers.named(text, reader) : null;
    var period = period();
    boolean time = meaning.has(Signal.TIME) && ASKS_FOR_A_TIME.matcher(text).find();
    for (var candidate : candidates) {
      if (time && candidate.traits.style().tellsTime()) candidate.score += Ranking.TELLS_TIME;
      if (period.test(candidate)) candidate.score += Ranking.SAID_THEN;
      if (isBy(speaker, candidate)) candidate.score += Ranking.NAMED_SPEAKER;
      candidate.score += conversations.getOrDefault(candidate.place.conversation(), 0.0);
      candidate.score += kind(candidate);
    }
  }

  private CandidateTest period() {
    var named = meaning.has(Signal.PERIOD) ? Period.in(text, today).orElse(null) : null;
    if (named == null) return candidate -> false;
    return candidate -> named.test(pool.saidOn(candidate.document));
  }

  /** Looks something up of a candidate. */
  @FunctionalInterface
  private interface CandidateTest {
    boolean test(Candidate candidate) throws IOException;
  }

  private double kind(Candidate candidate) {
    var traits = candidate.traits;
    var style = traits.style();
    double sum = 0;
    boolean asks = style.asks() && candidate.place.dialogue();
    if (asks && meaning.has(Signal.ASKING)) sum -= Ranking.ASKS;
    if (style.instructs() && meaning.has(Signal.INSTRUCTION)) sum += Ranking.INSTRUCTS;
    if (!traits.active()) sum -= Ranking.REPLACED;
    if (traits.state() == Query.State.SUPERSEDED) sum -= Ranking.NO_LONGER_TRUE;
    if (!Ranking.isByAPerson(traits) && meaning.has(Signal.OWN_WORDS)) {
      sum -= isQuestion ? Ranking.BY_A_MODEL : Ranking.BY_A_MODEL_IN_LOOKUP;
    }
    return sum;
  }

  private boolean isBy(@Nullable String speaker, Candidate candidate) throws IOException {
    return speaker != null && candidate.place.dialogue() && pool.says(candidate.document, speaker);
  }

  private void measureLate(Group group) throws IOException {
    if (!meaning.has(Signal.LATE_INTERACTION) || weights.length == 0) {
      for (var candidate : group.members()) candidate.late = candidate.cosine;
    } else {
      var spreads = new Spread[weights.length];
      for (int i = 0; i < spreads.length; i++) {
        int piece = i;
        spreads[i] = Spread.of(group.measure(), candidate -> candidate.pieces[piece]);
      }
      for (var candidate : group.members()) candidate.late = late(candidate, spreads);
    }
    var all = Spread.of(group.measure(), candidate -> candidate.late);
    for (var candidate : group.members()) candidate.late = all.of(candidate.late);
  }

  private double late(Candidate candidate, Spread[] spreads) throws IOException {
    var place = candidate.place;
    boolean leans = place.dialogue() && meaning.has(Signal.NEIGHBOURS);
    var before = leans ? pieces(place.previous()) : null;
    var after = leans ? pieces(place.next()) : null;
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double best = spreads[i].of(candidate.pieces[i]);
      if (before != null) best = Math.max(best, Ranking.BEFORE * spreads[i].of(before[i]));
      if (after != null) best = Math.max(best, Ranking.AFTER * spreads[i].of(after[i]));
      sum += weights[i] * best;
    }
    return sum;
  }

  private float @Nullable [] pieces(@Nullable UUID message) throws IOException {
    return message == null ? null : pool.piecesOf(message);
  }

  /** How well each dialogue matches as a whole, by its best messages. */
  private HashMap<UUID, Double> conversations(List<Candidate> candidates) {
    var points = new HashMap<UUID, Double>();
    if (!meaning.has(Signal.CONVERSATION)) return points;
    var late = new HashMap<UUID, List<Double>>();
    for (var candidate : candidates) {
      if (!candidate.place.dialogue()) continue;
      late.computeIfAbsent(candidate.place.conversation(), absent -> new ArrayList<>())
          .add(candidate.late);
    }
    for (var entry : late.entrySet()) {
      entry.getValue().sort(Comparator.reverseOrder());
      double sum = 0;
      for (int i = 0; i < Ranking.BEST_OF_CONVERSATION; i++) {
        sum += i < entry.getValue().size() ? entry.getValue().get(i) : Ranking.NO_FURTHER;
      }
      points.put(entry.getKey(), sum / Ranking.BEST_OF_CONVERSATION);
    }
    var spread = Spread.of(points.values(), Double::doubleValue);
    points.replaceAll((conversation, mean) -> Ranking.CONVERSATION * spread.of(mean));
    return points;
  }
}
