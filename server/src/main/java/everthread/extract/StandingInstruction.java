package everthread.extract;

import everthread.extract.clause.Sentence;
import everthread.extract.clause.ThirdPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How someone wants to be answered from now on: "always answer in metric". */
final class StandingInstruction implements MemoryExtractor {
  private static final Pattern ALWAYS =
      Pattern.compile(
          "(?:(?:please|and|so|also|ok|okay)[, ]+){0,4}((?:always|never) (?:answer|reply|respond|use|write|give|show|explain|include|add|format|start|end|keep|call|address|speak|talk|assume|suggest|put|cite|prefer|ask|convert|translate|avoid|recommend|tell|say|return|provide|mention|apologi[sz]e)\\b.*)");
  private static final Pattern FROM_NOW_ON =
      Pattern.compile(
          "(?:(?:please|and|so|also|ok|okay)[, ]+){0,4}(?:from now on|going forward|from here on|in (?:the )?future|in all (?:future|your) (?:answers|replies|responses)|in the future)[, ]+(?:please |i want you to |i would like you to |can you )?((?!i |my |we |it |there |the |this )[a-z].*)");
  private static final Pattern WANTED =
      Pattern.compile(
          "(?:please )?(?:i want you to|i would like you to|i prefer that you|i would prefer you to) ((?:always|never) .*)");
  private static final Pattern PLEASE_DO_NOT =
      Pattern.compile(
          "(?:please )?do not ever ((?:use|suggest|write|give|add|include|call|say|start|answer|reply|recommend)\\b.*)");
  private static final int LONGEST = 16;

  @Override
  public String name() {
    return "standing_instruction";
  }

  @Override
  public List<Fact> extract(Utterance utterance) {
    var facts = new ArrayList<Fact>();
    if (utterance.isDialogue()) return facts;
    for (var sentence : utterance.sentences()) {
      if (sentence.question()
          || sentence.words().size() > LONGEST
          || sentence.words().contains("\"")) continue;
      var wish = wish(sentence);
      if (wish.isEmpty() || wish.matches(".*\\b(?:this|these|the following|it)\\b.*")) continue;
      facts.add(utterance.fact("User wants the assistant to " + wish, sentence, 0.86, this));
    }
    return facts;
  }

  private static String wish(Sentence sentence) {
    var lower = sentence.lower();
    for (var pattern : List.of(FROM_NOW_ON, ALWAYS, WANTED)) {
      var match = pattern.matcher(lower);
      if (match.matches())
        return cased(sentence, match.start(1))
            .replaceFirst("^do not ", "not ")
            .replaceFirst("(?i),? please$", "");
    }
    var never = PLEASE_DO_NOT.matcher(lower);
    return never.matches() ? "never " + cased(sentence, never.start(1)) : "";
  }

  /** The words as they were written, from a place in the lower-case text on. */
  private static String cased(Sentence sentence, int from) {
    var text = String.join(" ", sentence.words()).replace(" ,", ",").substring(from);
    var words = List.of(text.split(" ", -1));
    return ThirdPerson.turned(words)
        .replaceFirst("^(?i)always", "always")
        .replaceFirst("^(?i)never", "never");
  }
}
