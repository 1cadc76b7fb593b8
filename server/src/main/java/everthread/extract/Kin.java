package everthread.extract;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Clause.Subject;
import everthread.extract.clause.Sentence;
import everthread.extract.clause.ThirdPerson;
import everthread.extract.clause.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What goes on about a relative or an animal by pronoun: "My sister lives in Oslo. She is a vet."
 * Only where the message names one that the pronoun can mean.
 */
final class Kin implements MemoryExtractor {
  private static final String LASTING =
      "(?:is(?! been)|was|has|works|lives|likes|loves|hates|plays|teaches|studies|speaks|owns|turns|grew|does not)";

  /** How many sentences a pronoun reaches over. */
  private static final int NEAR = 6;

  @Override
  public String name() {
    return "kin";
  }

  @Override
  public List<Fact> extract(Utterance utterance) {
    var facts = new ArrayList<Fact>();
    for (var clause : utterance.clauses()) {
      if (clause.subject() != Subject.OTHER || clause.words().size() < 3) continue;
      if (clause.words().size() > ClauseExtractor.LONGEST || clause.isAddressed()) continue;
      meant(clause, namedBefore(clause, utterance))
          .flatMap(kin -> said(kin, clause, utterance))
          .ifPresent(facts::add);
    }
    return facts;
  }

  /** The relatives and animals that the message names up to the clause, friends left out. */
  private static Set<String> namedBefore(Clause clause, Utterance utterance) {
    var named = new TreeSet<String>();
    for (var sentence : near(clause, utterance)) {
      var words = sentence.words();
      for (int i = 0; i < words.size(); i++) {
        int length = Math.max(Words.FAMILY.lengthAt(words, i), Words.PETS.lengthAt(words, i));
        if (length == 0) continue;
        named.add(String.join(" ", words.subList(i, i + length)).toLowerCase(Locale.ROOT));
      }
    }
    return named;
  }

  /** The clause's sentence and the few before it: who reads on has forgotten the others. */
  private static List<Sentence> near(Clause clause, Utterance utterance) {
    int end = utterance.sentences().indexOf(clause.sentence()) + 1;
    return utterance.sentences().subList(Math.max(0, end - NEAR), end);
  }

  private static Optional<String> meant(Clause clause, Set<String> named) {
    var pronoun = clause.words().getFirst().toLowerCase(Locale.ROOT);
    if (!pronoun.matches("she|he|her|his")) return Optional.empty();
    boolean woman = pronoun.matches("she|her");
    var fitting =
        named.stream()
            .filter(kin -> !Words.PLURAL_KIN.contains(kin) && !clause.has(kin))
            .filter(kin -> !(woman ? Words.MEN : Words.WOMEN).contains(kin))
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  private Optional<Fact> said(String kin, Clause clause, Utterance utterance) {
    if (!isOwn(kin, near(clause, utterance))) return Optional.empty();
    var author = utterance.turn().author();
    var rest = clause.from(1);
    if (clause.words().getFirst().matches("(?i)her|his")) {
      if (rest.size() != 3 || !clause.lower().matches("(?:her|his) name is .*"))
        return Optional.empty();
      var has = List.of("have", kin.matches("[aeiou].*") ? "an" : "a", kin, "named", rest.get(2));
      return Optional.of(
          utterance.fact(ThirdPerson.of(Subject.I, has, author), clause.sentence(), 0.82, this));
    }
    if (!rest.getFirst().toLowerCase(Locale.ROOT).matches(LASTING)) return Optional.empty();
    if (Words.PRONOUNS.contains(rest.getLast())) return Optional.empty();
    var words = new ArrayList<>(List.of(kin));
    words.addAll(rest);
    double confidence = isOfTheMoment(clause) ? 0.6 : 0.81;
    return Optional.of(
        utterance.fact(
            ThirdPerson.of(Subject.MY, words, author), clause.sentence(), confidence, this));
  }

  private static boolean isOfTheMoment(Clause clause) {
    return clause
        .lower()
        .matches(
            ".*\\b(?:\\w+ing|so|very|sick|home|here|sure|great|good|fine|now|okay|tired|this|that|it)\\b.*");
  }

  /** "my sister", "I have a sister", "we got a dog": not one of somebody else. */
  private static boolean isOwn(String kin, List<Sentence> near) {
    var noun = java.util.regex.Pattern.quote(kin);
    var own =
        "(?:my|our)(?: \\S+){0,2} "
            + noun
            + "\\b|i have (?:a|an|one)(?: \\S+){0,2} "
            + noun
            + "\\b";
    return near.stream()
        .anyMatch(
            sentence -> java.util.regex.Pattern.compile(own).matcher(sentence.lower()).find());
  }
}
