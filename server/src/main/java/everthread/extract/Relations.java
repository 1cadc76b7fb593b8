package everthread.extract;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Clause.Subject;
import everthread.extract.clause.ThirdPerson;
import everthread.extract.clause.Words;
import java.util.ArrayList;
import java.util.List;

/** The people and animals around someone: "my wife Ana …" says that there is a wife named Ana. */
final class Relations implements MemoryExtractor {
  @Override
  public String name() {
    return "relation";
  }

  @Override
  public List<Fact> extract(Utterance utterance) {
    var facts = new ArrayList<Fact>();
    for (var clause : utterance.clauses()) {
      switch (clause.subject()) {
        case MY, OUR -> mentioned(clause, clause.words(), utterance, facts);
        case I, WE, OTHER -> {
          for (int i = 0; i + 1 < clause.words().size(); i++) {
            if (clause.words().get(i).equalsIgnoreCase("my"))
              mentioned(clause, clause.from(i + 1), utterance, facts);
          }
        }
      }
    }
    return facts;
  }

  private void mentioned(Clause clause, List<String> words, Utterance utterance, List<Fact> facts) {
    if (words.isEmpty()) return;
    int age =
        words
                .getFirst()
                .matches(
                    "(?i)older|younger|little|big|oldest|youngest|late|new|old|other|eldest|first|second|two|three|four")
            ? 1
            : 0;
    int family = Words.FAMILY.lengthAt(words, age);
    int length = family > 0 ? family : Words.PETS.lengthAt(words, age);
    if (length == 0) return;
    var noun =
        String.join(" ", words.subList(age, age + length)).toLowerCase(java.util.Locale.ROOT);
    if (noun.matches(
        "friends?|best friend|family|boss|kid|ex|in-laws|baby|ex-.*|mom|dad|mother|father|parents|mum|children"))
      return;
    var has = new ArrayList<>(List.of("have"));
    boolean plural =
        noun.endsWith("s") && !noun.equals("boss") || noun.matches("(?:grand)?children|fish");
    if (!plural) has.add(noun.matches("[aeiou].*") ? "an" : "a");
    has.add(noun);
    int after = age + length;
    if (after < words.size()
        && Judgement.isCapitalized(words.get(after))
        && !words.get(after).equals("I")
        && !plural) has.addAll(List.of("named", words.get(after)));
    var text = ThirdPerson.of(Subject.I, has, utterance.turn().author());
    facts.add(utterance.fact(text, clause.sentence(), 0.82, this));
  }
}
