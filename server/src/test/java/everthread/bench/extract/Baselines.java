package everthread.bench.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The plain ways of taking facts out of a turn, to be beaten. Pure. */
final class Baselines {
  private static final Pattern SENTENCE = Pattern.compile("[^.!?\\n]+[.!?]*");
  private static final Pattern FIRST_PERSON =
      Pattern.compile("(?i)\\b(?:i|i'm|im|i've|i'd|i'll|my|mine|we|our)\\b");
  private static final Pattern CLAUSE =
      Pattern.compile("(?i)(?:,| and | but | so | because )\\s*(?=(?:i|i'm|im|i've|my|we)\\b)");
  private static final Pattern BEGINNING = Pattern.compile("(?i)(?:(?:i|i'm|im|i've|my|we)\\b).*");

  private Baselines() {}

  /** Every sentence about the first person that asks nothing. */
  static List<String> firstPerson(String text) {
    return sentences(text).stream().filter(said -> FIRST_PERSON.matcher(said).find()).toList();
  }

  /** Of those the clauses that begin with it. */
  static List<String> clauses(String text) {
    var clauses = new ArrayList<String>();
    for (var sentence : sentences(text)) {
      for (var clause : CLAUSE.split(sentence)) {
        if (BEGINNING.matcher(clause.strip()).matches()) clauses.add(clause.strip());
      }
    }
    return clauses;
  }

  private static List<String> sentences(String text) {
    return SENTENCE
        .matcher(text.replace('\u2019', '\''))
        .results()
        .map(match -> match.group().strip())
        .filter(said -> !said.isEmpty() && !said.endsWith("?"))
        .toList();
  }
}
