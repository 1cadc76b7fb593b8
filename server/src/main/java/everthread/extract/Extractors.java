package everthread.extract;

import everthread.conversation.Role;
import everthread.extract.clause.Stems;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * All extractors, and what holds for each of their facts: only what a person said themselves, once,
 * and never what was recalled for the model. Pure and thread-safe.
 */
public final class Extractors {
  /** Two facts of one turn at least this alike say the same. */
  private static final double SAME_IN_TURN = 0.7;

  private static final double SAME_IN_CONVERSATION = 0.85;

  private final List<MemoryExtractor> extractors;

  /**
   * The rules, the more special before the more general: of two that say the same, the first stays.
   */
  public static Extractors rules() {
    return new Extractors(
        List.of(
            new ExplicitRequest(),
            new StandingInstruction(),
            new StatedName(),
            new LivesIn(),
            new WorksAs(),
            new DietAndAllergy(),
            new LanguageSkill(),
            new Family(),
            new Decision(),
            new ToolUse(),
            new Project(),
            new Preference(),
            new FavoriteNamed(),
            new Habit(),
            new Told(),
            new Circumstance(),
            new Relations(),
            new Kin(),
            new Answer(),
            new Language("german"),
            new Language("spanish"),
            new Language("french"),
            new Language("chinese"),
            new OtherStatement(),
            new WeakStatement()));
  }

  public Extractors(List<MemoryExtractor> extractors) {
    this.extractors = List.copyOf(extractors);
  }

  public List<String> names() {
    return extractors.stream().map(MemoryExtractor::name).toList();
  }

  /** The facts that the person's own turns state, in the order of the turns. */
  public List<Fact> extract(List<Turn> turns) {
    var recalled = Recalled.in(turns);
    var known = new ArrayList<Known>();
    for (int i = 0; i < turns.size(); i++) {
      var turn = turns.get(i);
      if (turn.role() != Role.USER || turn.text().isBlank()) continue;
      var ofTurn = new ArrayList<Known>();
      for (var fact : found(Utterance.of(turn, turns.subList(0, i)))) {
        var stems = Stems.of(fact.text());
        if (isKnown(fact, stems, known, SAME_IN_CONVERSATION)) continue;
        if (isKnown(fact, stems, ofTurn, SAME_IN_TURN) || recalled.holds(stems)) continue;
        ofTurn.add(new Known(fact, stems));
      }
      known.addAll(ofTurn);
    }
    return known.stream().map(Known::fact).toList();
  }

  /**
   * Of facts that another extractor found in the last turn those that these do not find themselves,
   * neither there nor before, and that were not recalled for a model.
   */
  public List<Fact> beside(List<Turn> turns, List<Fact> found) {
    var recalled = Recalled.in(turns);
    var known = new ArrayList<Known>();
    for (var fact : extract(turns)) known.add(new Known(fact, Stems.of(fact.text())));
    var more = new ArrayList<Fact>();
    for (var fact : found) {
      var stems = Stems.of(fact.text());
      if (isKnown(fact, stems, known, SAME_IN_TURN) || recalled.holds(stems)) continue;
      known.add(new Known(fact, stems));
      more.add(fact);
    }
    return more;
  }

  private record Known(Fact fact, Stems stems) {}

  private List<Fact> found(Utterance utterance) {
    var facts = new ArrayList<Fact>();
    for (var extractor : extractors) {
      var more = extractor.extract(utterance);
      if (!extractor.isLastResort()) facts.addAll(more);
      else if (facts.isEmpty() && !more.isEmpty()) facts.add(more.getFirst());
    }
    return facts;
  }

  private static boolean isKnown(Fact fact, Stems stems, List<Known> known, double same) {
    return known.stream()
        .filter(other -> Objects.equals(other.fact().author(), fact.author()))
        .anyMatch(
            other ->
                other.stems().similarity(stems) >= same || other.fact().text().equals(fact.text()));
  }
}
