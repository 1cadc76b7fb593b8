package everthread.extract;

import everthread.extract.clause.Clause.Subject;
import everthread.extract.clause.Sentence;
import everthread.extract.clause.ThirdPerson;
import everthread.extract.clause.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer that only says something together with its question: "Do you smoke?" "No". */
final class Answer implements MemoryExtractor {
  private static final Pattern YES_NO =
      Pattern.compile(
          "(?:^|.*, |.*\\b(?:and|so|but) )(do|are|have) you (?:also |ever |even )?((?:like|love|enjoy|have|play|live|work|own|speak|cook|drive|read|watch|travel|smoke|drink|eat|married|single|allergic|been|got|prefer|use|exercise|go|a|an|in|from|into|vegan|vegetarian|retired|still)\\b.*)");
  private static final Pattern YES =
      Pattern.compile("(?:yes|yeah|yep|yup|yea|sure do|i do|i am|of course)\\b.*");
  private static final Pattern NO =
      Pattern.compile("(?:no|nope|nah|not really|i do not|i am not)\\b.*");
  private static final Pattern FAVORITE =
      Pattern.compile(".*\\b(?:what|which|who)\\b.* your (favou?rite [a-z ]{3,30})");
  private static final Pattern JOB =
      Pattern.compile(
          ".*what (?:do you do|is your (?:job|occupation|profession)|kind of work do you do)\\b.*");
  private static final Pattern ORIGIN =
      Pattern.compile(
          ".*where (?:are you from|do you (?:live|come from)|are you (?:located|based))\\b.*");

  /** What such questions ask that lasts; "have you seen", "are you still" ask of the moment. */
  private static final Pattern LASTING =
      Pattern.compile(
          "do .*\\b(?:like|love|enjoy|play|speak|cook|drive|smoke|drink|eat|work|live|own|prefer)\\b.*"
              + "|are (?:married|single|allergic|vegan|vegetarian|retired)\\b.*"
              + "|do have (?:kids|children|siblings|brothers|sisters|pets|a dog|a cat).*");

  private static final int LONGEST = 5;

  @Override
  public String name() {
    return "answer";
  }

  @Override
  public List<Fact> extract(Utterance utterance) {
    var facts = new ArrayList<Fact>();
    if (utterance.before().isEmpty() || utterance.sentences().isEmpty()) return facts;
    var asked =
        Sentence.in(everthread.extract.clause.Prose.of(utterance.before().getLast().text()));
    var questions = asked.stream().filter(Sentence::question).toList();
    if (questions.isEmpty()) return facts;
    var answer = utterance.sentences().getFirst();
    var question = questions.getLast().lower();
    if (answer.question()) return facts;
    yesNo(question, answer, utterance, facts);
    fragment(question, answer, utterance, facts);
    return facts;
  }

  private void yesNo(String question, Sentence answer, Utterance utterance, List<Fact> facts) {
    var match = YES_NO.matcher(question);
    var said = answer.lower();
    boolean yes = YES.matcher(said).matches();
    if (!match.matches()
        || !yes && !NO.matcher(said).matches()
        || question.matches(".*\\b(?:or|it|that|them|this|any plans|me)\\b.*")) return;
    var words = new ArrayList<String>(turnedRound(match, yes));
    if (words.size() > 9 || words.size() < 2) return;
    var text = ThirdPerson.of(Subject.I, words, utterance.turn().author());
    boolean lasting = LASTING.matcher(match.group(1) + " " + match.group(2)).find();
    facts.add(utterance.fact(text, answer, utterance.isDialogue() && lasting ? 0.8 : 0.6, this));
  }

  private static List<String> turnedRound(Matcher question, boolean yes) {
    var rest =
        List.of(
            question
                .group(2)
                .replaceAll("^any (\\S+s)\\b", "$1")
                .replaceAll("\\bany\\b ?", "")
                .replaceAll("\\byour\\b", "my")
                .split(" ", -1));
    var words = new ArrayList<String>();
    var verb = question.group(1);
    if (!verb.equals("do") || !yes) words.add(verb.equals("are") ? "am" : verb);
    if (!yes) words.add("not");
    words.addAll(rest);
    return words;
  }

  private void fragment(String question, Sentence answer, Utterance utterance, List<Fact> facts) {
    var words = peeled(answer.words());
    if (words.isEmpty() || words.size() > LONGEST || isSentence(words)) return;
    var favorite = FAVORITE.matcher(question);
    if (favorite.matches()) {
      var said = new ArrayList<>(List.of(favorite.group(1).strip().split(" ", -1)));
      said.add("is");
      said.addAll(words);
      add(Subject.MY, said, answer, utterance, facts);
    } else if (JOB.matcher(question).matches() && words.getFirst().matches("(?i)an?")) {
      add(Subject.I, with("am", words), answer, utterance, facts);
    } else if (ORIGIN.matcher(question).matches() && Judgement.isCapitalized(words.getLast())) {
      add(Subject.I, with("live in", words), answer, utterance, facts);
    }
  }

  private void add(
      Subject subject, List<String> words, Sentence answer, Utterance utterance, List<Fact> facts) {
    var text = ThirdPerson.of(subject, words, utterance.turn().author());
    facts.add(utterance.fact(text, answer, utterance.isDialogue() ? 0.8 : 0.7, this));
  }

  private static List<String> with(String opening, List<String> words) {
    var said = new ArrayList<>(List.of(opening.split(" ", -1)));
    said.addAll(words);
    return said;
  }

  private static List<String> peeled(List<String> words) {
    var rest = words;
    while (!rest.isEmpty()) {
      int skip = rest.getFirst().equals(",") ? 1 : Words.LEAD_INS.lengthAt(rest, 0);
      if (skip == 0) return rest;
      rest = rest.subList(skip, rest.size());
    }
    return rest;
  }

  private static boolean isSentence(List<String> words) {
    return words.stream()
        .map(word -> word.toLowerCase(Locale.ROOT))
        .anyMatch(
            word ->
                word.matches(
                    "i|you|we|it|that|is|are|am|not|do|have|my|what|there|they|he|she|was|,"));
  }
}
