package everthread.extract;

import everthread.extract.clause.Clause.Subject;
import everthread.extract.clause.ThirdPerson;
import everthread.extract.clause.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A favourite that stands before the verb: "Jazz is my favourite music". */
final class FavoriteNamed implements MemoryExtractor {
  private static final Pattern NAMED =
      Pattern.compile(
          "((?:\\S+ ){1,4}?)(?:is|are|was|were|has always been|have always been|would be) my (?:all time |absolute |all-time |new |current |least )?([Ff]avou?rites?(?: [a-z]+){0,3})");

  @Override
  public String name() {
    return "favorite";
  }

  @Override
  public List<Fact> extract(Utterance utterance) {
    var facts = new ArrayList<Fact>();
    for (var clause : utterance.clauses()) {
      if (clause.subject() != Subject.OTHER) continue;
      var match = NAMED.matcher(String.join(" ", clause.words()));
      if (!match.matches()) continue;
      var named = List.of(match.group(1).strip().split(" ", -1));
      if (Words.PRONOUNS.contains(named.getFirst())
          || named.getFirst().matches("(?i)which|what|who|you|your|,")) continue;
      var words = new ArrayList<>(List.of(match.group(2).split(" ", -1)));
      words.add("is");
      words.addAll(named);
      var text = ThirdPerson.of(Subject.MY, words, utterance.turn().author());
      facts.add(utterance.fact(text, clause.sentence(), 0.82, this));
    }
    return facts;
  }
}
