package everthread.extract;

import everthread.extract.clause.Clause.Subject;
import everthread.extract.clause.Sentence;
import everthread.extract.clause.ThirdPerson;
import everthread.extract.clause.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** "My name is …", "I'm called …", "call me …". */
final class StatedName implements MemoryExtractor {
  private static final String NAME = "(\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+){0,2})";
  private static final Pattern STATED =
      Pattern.compile(
          "(?:^|\\b)(?:[Mm]y (?:full |first )?name is|I am called|I go by|(?:^|[Pp]lease )[Cc]all me|[Yy]ou can call me|[Jj]ust call me) "
              + NAME
              + "\\b");
  private static final Pattern INTRODUCED =
      Pattern.compile("^(?:(?:Hi|Hello|Hey)(?: there)? ,? ?)?I am " + NAME + "(?= ,|$| and I\\b)");

  @Override
  public String name() {
    return "stated_name";
  }

  @Override
  public List<Fact> extract(Utterance utterance) {
    var facts = new ArrayList<Fact>();
    for (var sentence : utterance.sentences()) {
      if (sentence.words().contains("\"") || Words.INVENTED.anyIn(sentence.words())) continue;
      find(STATED, sentence, 0.95, utterance, facts);
      boolean told = sentence.lower().matches(".*, (?:an?|the|your|from|\\d\\d) ?.*");
      if (facts.isEmpty()) find(INTRODUCED, sentence, told ? 0.85 : 0.7, utterance, facts);
    }
    return facts;
  }

  private void find(
      Pattern pattern,
      Sentence sentence,
      double confidence,
      Utterance utterance,
      List<Fact> facts) {
    var match = pattern.matcher(String.join(" ", sentence.words()));
    if (!match.find() || isOrigin(match.group(1))) return;
    var words = List.of("name", "is", match.group(1));
    var text = ThirdPerson.of(Subject.MY, words, utterance.turn().author());
    facts.add(utterance.fact(text, sentence, confidence, this));
  }

  /** "I am German" states no name. */
  private static boolean isOrigin(String name) {
    return Words.LANGUAGES.contains(name)
        || Words.TECHNOLOGIES.contains(name)
        || name.matches(".*(?:ian|ish|ese|can|ist|ic|an)");
  }
}
