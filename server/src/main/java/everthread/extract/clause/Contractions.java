package everthread.extract.clause;

import java.util.List;
import java.util.regex.Pattern;

/** Writes contractions out, so that the lists need each form once. Pure. */
final class Contractions {
  private record Rule(Pattern pattern, String full) {}

  private static final List<Rule> RULES =
      List.of(
          rule("[\u2018\u2019\u0060\u00b4]", "'"),
          rule("[\u201c\u201d]", "\""),
          rule("\\bi'?m\\b", "I am"),
          rule("\\bi'?ve\\b", "I have"),
          rule("\\bi'll\\b", "I will"),
          rule("\\bI m\\b", "I am"),
          rule("\\bi'd (?=been|had|gone|never|already|just|better|seen|\\w+ed\\b)", "I had "),
          rule("\\bi'd\\b", "I would"),
          rule("\\bwe're\\b", "we are"),
          rule("\\bwe've\\b", "we have"),
          rule("\\bwe'll\\b", "we will"),
          rule("\\bwe'd\\b", "we would"),
          rule("\\bcan'?t\\b", "can not"),
          rule("\\bcannot\\b", "can not"),
          rule("\\bwon't\\b", "will not"),
          rule("\\bain't\\b", "am not"),
          rule("\\b(do|does|did|is|are|was|were|have|has|had|could|would|should)n'?t\\b", "$1 not"),
          rule("\\b(he|she|it|that|there|what|who|where|how)'s\\b", "$1 is"),
          rule("\\bthats\\b", "that is"),
          rule("\\b(you|they)'re\\b", "$1 are"),
          rule("\\b(you|they)'ve\\b", "$1 have"),
          rule("\\b(you|they)'ll\\b", "$1 will"),
          rule("\\blet's\\b", "let us"),
          rule("\\b(my \\w+)'s (?=a\\b|an\\b|called|from|in\\b|allergic|vegan)", "$1 is "),
          rule("\\bgonna\\b", "going to"),
          rule("\\bwanna\\b", "want to"),
          rule("\\bgotta\\b", "have to"),
          rule("\\bi\\b(?![.'/-])", "I"));

  private Contractions() {}

  static String writtenOut(String text) {
    var full = text;
    for (var rule : RULES) full = rule.pattern().matcher(full).replaceAll(rule.full());
    return full;
  }

  private static Rule rule(String pattern, String full) {
    return new Rule(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), full);
  }
}
