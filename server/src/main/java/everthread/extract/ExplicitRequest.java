package everthread.extract;

import everthread.extract.clause.Clause;
import everthread.extract.clause.Clauses;
import everthread.extract.clause.Sentence;
import everthread.extract.clause.ThirdPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What someone asks to have remembered. */
final class ExplicitRequest implements MemoryExtractor {
  private static final Pattern REQUEST =
      Pattern.compile(
          "(?:(?:please|also|and|so|ok|okay|hey|can you|could you)[, ]+){0,4}(?:remember(?: that|, |: )|note that|keep in mind(?: that|,)|do not forget(?: that|,)|for future reference[,]?(?: note that)?|make a note(?: that|,)|save to memory(?: that)?|add to (?:your )?memory(?: that)?|commit (?:this )?to memory(?: that)?|i want you to remember(?: that)?|remember for later(?: that)?|please remember) +(?!when\\b|to\\b|how\\b|the time\\b|if\\b|you\\b|your\\b)(.{8,160})");
  private static final Pattern ANNOUNCED =
      Pattern.compile(
          "(?:(?:please|also|and|so|ok|okay)[, ]+){0,4}(?:remember this|note this down|remember|for future reference|save this|note to self|please remember this|keep this in mind|please remember|remember for later|do not forget this|do not forget|please note)");

  @Override
  public String name() {
    return "explicit_request";
  }

  @Override
  public List<Fact> extract(Utterance utterance) {
    var facts = new ArrayList<Fact>();
    boolean announced = false;
    for (var sentence : utterance.sentences()) {
      var request = REQUEST.matcher(sentence.lower());
      if (request.matches()) add(wish(sentence, request.start(1)), sentence, utterance, facts);
      else if (announced && !sentence.question())
        add(String.join(" ", sentence.words()), sentence, utterance, facts);
      announced = ANNOUNCED.matcher(sentence.lower()).matches();
    }
    return facts;
  }

  private void add(String said, Sentence sentence, Utterance utterance, List<Fact> facts) {
    if (said.contains("\"") || said.matches("(?i).*\\b(?:this|that one|above|your|you)\\b.*"))
      return;
    facts.add(utterance.fact(statement(said, utterance), sentence, 0.9, this));
  }

  private static String wish(Sentence sentence, int from) {
    return String.join(" ", sentence.words()).replace(" ,", ",").substring(from);
  }

  /** Said of the person where it is about them, and as it stands otherwise. */
  private static String statement(String said, Utterance utterance) {
    var clauses = Clauses.of(Sentence.in(said));
    var author = utterance.turn().author();
    if (clauses.size() == 1 && clauses.getFirst().subject() != Clause.Subject.OTHER) {
      return ThirdPerson.of(clauses.getFirst(), author);
    }
    var turned = ThirdPerson.turned(List.of(said.split(" ", -1)));
    return turned.substring(0, 1).toUpperCase(Locale.ROOT) + turned.substring(1);
  }
}
