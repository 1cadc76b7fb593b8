package everthread.extract.clause;

import everthread.extract.clause.Clause.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Splits sentences into clauses and peels off what stands before their subjects. Pure. */
public final class Clauses {
  private static final Set<String> JOINS = Set.of("and", "but", "so", "or", "plus", "then", ",");
  private static final Set<String> BREAKS =
      Set.of(
          "but", "because", "although", "though", "while", "which", "until", "whereas", "except");
  private static final Set<String> SUBJECTS =
      Set.of(
          "i", "my", "we", "our", "he", "she", "they", "it", "that", "this", "there", "you", "your",
          "his", "her", "their", "these", "those", "what", "how", "can", "could", "please",
          "should", "would", "does", "is", "are");
  private static final Set<String> OPENINGS =
      Set.of(
          "what", "how", "why", "who", "where", "which", "do", "does", "did", "is", "are", "can",
          "could", "would", "will", "should", "have", "has", "was", "were", "am", "may", "shall",
          "any", "whose", "if", "imagine", "suppose", "unless", "you", "let");
  private static final Set<String> SUBORDINATE =
      Set.of(
          "when",
          "while",
          "since",
          "because",
          "although",
          "though",
          "as",
          "after",
          "before",
          "whenever",
          "once",
          "until",
          "even");

  /** A clause ends, and the next begins with the very word. */
  private static final int NOTHING_LEFT_OUT = -1;

  /** A sentence of more words is none that a person wrote. */
  private static final int LONGEST = 150;

  private Clauses() {}

  /** All clauses of all sentences; what is asked or only imagined is left out. */
  public static List<Clause> of(List<Sentence> sentences) {
    return of(sentences, RelativeDates.UNKNOWN);
  }

  /** As {@link #of(List)}, days that are told by their distance said by their date. */
  public static List<Clause> of(List<Sentence> sentences, RelativeDates dates) {
    var clauses = new ArrayList<Clause>();
    for (var sentence : sentences) {
      if (sentence.words().size() > LONGEST) continue;
      if (Words.INVENTED.anyIn(sentence.words()) || sentence.words().contains("\"")) continue;
      var subject = Subject.OTHER;
      for (var part : parts(stated(sentence)).stream().map(dates::resolved).toList()) {
        var clause = clause(part, sentence, subject);
        clauses.add(clause);
        subject = clause.subject();
      }
    }
    return clauses;
  }

  /** Of a question the part before it that states something: "I like tea, do you?". */
  private static List<String> stated(Sentence sentence) {
    var words = sentence.words();
    if (!sentence.question()) return words;
    for (int i = 1; i < words.size(); i++) {
      if (!asksFrom(words, i)) continue;
      return words.subList(0, JOINS.contains(lower(words, i - 1)) ? i - 1 : i);
    }
    return List.of();
  }

  /** "…, do you?", "… how about you?", also where no comma parts it from what was stated. */
  private static boolean asksFrom(List<String> words, int i) {
    if (!OPENINGS.contains(lower(words, i))) return false;
    if (JOINS.contains(lower(words, i - 1))) return true;
    return i > 2
        && i + 1 < words.size()
        && !Words.CONNECTED.contains(words.get(i - 1))
        && Set.of("you", "your", "about", "do", "is", "are", "it").contains(lower(words, i + 1));
  }

  private static List<List<String>> parts(List<String> words) {
    var parts = new ArrayList<List<String>>();
    int from = 0;
    for (int i = 1; i < words.size(); i++) {
      int cut = cutAt(words, i, from);
      if (cut == 0) continue;
      parts.add(words.subList(from, i));
      from = i + Math.max(cut, 0);
    }
    if (from < words.size()) parts.add(words.subList(from, words.size()));
    return parts;
  }

  /**
   * How many words to leave out when a clause ends before the word at {@code i}; 0 when none ends.
   */
  private static int cutAt(List<String> words, int i, int from) {
    if (i < from + 1 || i + 1 >= words.size()) return 0;
    var word = lower(words, i);
    if (BREAKS.contains(word)) return 1;
    if (RunOn.beginsAt(words, i, from)) return NOTHING_LEFT_OUT;
    if (!JOINS.contains(word)) return 0;
    int next = i + 1;
    while (next + 1 < words.size() && (JOINS.contains(lower(words, next)) || isFiller(words, next)))
      next++;
    if (SUBJECTS.contains(lower(words, next))) return next - i;
    if (word.equals(",") && !lower(words, i + 1).equals("and")) return 0;
    int verb = Words.SHARED_VERBS.lengthAt(words, next);
    return verb > 0 ? next - i : 0;
  }

  private static boolean isFiller(List<String> words, int i) {
    return Set.of(
            "also",
            "now",
            "then",
            "just",
            "really",
            "yes",
            "yeah",
            "honestly",
            "unfortunately",
            "sometimes")
        .contains(lower(words, i));
  }

  private static Clause clause(List<String> part, Sentence sentence, Subject before) {
    var words = peeled(part);
    if (words.isEmpty() || isAsking(words)) return other(part, sentence);
    var first = lower(words, 0);
    var rest = words.subList(1, words.size());
    return switch (first) {
      case "i" -> new Clause(Subject.I, Trim.trimmed(withoutAdverbs(rest)), sentence);
      case "my" -> new Clause(Subject.MY, Trim.trimmed(rest), sentence);
      case "we" -> new Clause(Subject.WE, Trim.trimmed(withoutAdverbs(rest)), sentence);
      case "our" -> new Clause(Subject.OUR, Trim.trimmed(rest), sentence);
      default -> shared(words, sentence, before);
    };
  }

  /** "… and play chess" goes on with the subject before it. */
  private static Clause shared(List<String> words, Sentence sentence, Subject before) {
    boolean goesOn = before == Subject.I || before == Subject.WE;
    var rest = withoutAdverbs(words);
    if (goesOn && Words.SHARED_VERBS.lengthAt(rest, 0) > 0)
      return new Clause(before, Trim.trimmed(rest), sentence);
    var told = DroppedSubject.restored(rest, sentence);
    return told.isEmpty()
        ? other(words, sentence)
        : new Clause(Subject.I, Trim.trimmed(told), sentence);
  }

  private static Clause other(List<String> words, Sentence sentence) {
    return new Clause(Subject.OTHER, words, sentence);
  }

  private static boolean isAsking(List<String> words) {
    return OPENINGS.contains(lower(words, 0));
  }

  private static List<String> peeled(List<String> part) {
    var words = part;
    while (!words.isEmpty()) {
      int skip = words.getFirst().equals(",") ? 1 : Words.LEAD_INS.lengthAt(words, 0);
      if (skip == 0 && hedges(words)) skip = Words.HEDGES.lengthAt(words, 0);
      if (skip == 0) skip = subordinate(words);
      if (skip == 0) return words;
      words = words.subList(skip, words.size());
    }
    return words;
  }

  private static boolean hedges(List<String> words) {
    int length = Words.HEDGES.lengthAt(words, 0);
    return length > 0
        && length < words.size()
        && Set.of("i", "my", "we", "our").contains(lower(words, length));
  }

  /** "When I was a child, I …" and "In my free time I …": the number of words before the "I". */
  private static int subordinate(List<String> words) {
    if (SUBORDINATE.contains(lower(words, 0))) {
      int comma = words.indexOf(",");
      return comma < 0 ? lateSubject(words) : comma;
    }
    if (!Set.of(
            "in", "on", "at", "for", "during", "every", "most", "with", "besides", "apart",
            "growing", "over", "once", "each", "some", "these", "all")
        .contains(lower(words, 0))) return 0;
    for (int i = 2; i < Math.min(9, words.size()); i++) {
      if (lower(words, i).equals("i") || lower(words, i).equals("we")) return i;
    }
    return 0;
  }

  /** "After the outage we …", where no comma parts it; all of it when no such subject follows. */
  private static int lateSubject(List<String> words) {
    if (words.size() < 3 || SUBJECTS.contains(lower(words, 1))) return words.size();
    for (int i = 2; i < Math.min(7, words.size()); i++) {
      if (lower(words, i).equals("i") || lower(words, i).equals("we")) return i;
      if (SUBJECTS.contains(lower(words, i))) return words.size();
    }
    return words.size();
  }

  private static List<String> withoutAdverbs(List<String> words) {
    var rest = words;
    while (!rest.isEmpty()) {
      int skip = Words.ADVERBS.lengthAt(rest, 0);
      if (skip == 0) return rest;
      rest = rest.subList(skip, rest.size());
    }
    return rest;
  }

  private static String lower(List<String> words, int i) {
    return words.get(i).toLowerCase(Locale.ROOT);
  }
}
