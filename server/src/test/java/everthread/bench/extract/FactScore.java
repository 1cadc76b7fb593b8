package everthread.bench.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compares facts with those that people noted: one to one within a speaker, the most alike pair
 * first; two match when the F1 of their content stems is at least one half. Adds up over dialogues.
 */
final class FactScore {
  private static final double ALIKE = 0.5;
  private static final Pattern WORD = Pattern.compile("[a-z0-9]+");
  private static final Pattern DOUBLED = Pattern.compile(".{2,}([^aeiou])\\1");
  private static final Set<String> EMPTY =
      Set.of(
          ("a an the and or but if then than that this these those is are was were be been being am"
                  + " do does did done have has had having i you he she it we they me him her us them my"
                  + " your his its our their mine yours what which who whom whose when where why how to of"
                  + " in on at by for with about from into over after before during as so not no nor too"
                  + " very can could will would shall should may might must just there here also some any"
                  + " each all both more most other such only own same s t don ll re ve m d user speaker"
                  + " bot really get got im id ill dont isnt cant wont didnt doesnt ive much lot lots")
              .split(" ", -1));
  private static final List<String> ENDINGS =
      List.of("ingly", "edly", "ing", "ies", "ied", "ed", "es", "s", "ly");

  private static final Map<String, String> STEMS = new HashMap<>();

  private long matched;
  private long predicted;
  private long noted;
  private long words;
  private long turnsRight;
  private long turnsPredicted;
  private long turnsNoted;

  /** A fact and where it was said. */
  record Told(int turn, String speaker, String fact) {}

  private record Pair(double alike, int gold, int said) {}

  void add(List<Told> gold, List<Told> said, Set<String> speakers) {
    var golden = gold.stream().filter(fact -> !stems(fact.fact(), speakers).isEmpty()).toList();
    matched += matches(golden, said, speakers);
    noted += golden.size();
    predicted += said.size();
    for (var fact : said) words += fact.fact().split("\\s+", -1).length;
    var goldTurns = turns(gold);
    var saidTurns = turns(said);
    turnsNoted += goldTurns.size();
    turnsPredicted += saidTurns.size();
    saidTurns.retainAll(goldTurns);
    turnsRight += saidTurns.size();
  }

  private static Set<Integer> turns(List<Told> facts) {
    var turns = new HashSet<Integer>();
    for (var fact : facts) turns.add(fact.turn());
    return turns;
  }

  private static int matches(List<Told> gold, List<Told> said, Set<String> speakers) {
    var pairs = new ArrayList<Pair>();
    var saidStems = said.stream().map(fact -> stems(fact.fact(), speakers)).toList();
    for (int i = 0; i < gold.size(); i++) {
      var stems = stems(gold.get(i).fact(), speakers);
      for (int j = 0; j < said.size(); j++) {
        if (!said.get(j).speaker().equals(gold.get(i).speaker())) continue;
        double alike = alike(stems, saidStems.get(j));
        if (alike >= ALIKE) pairs.add(new Pair(alike, i, j));
      }
    }
    pairs.sort(
        Comparator.comparingDouble(Pair::alike)
            .thenComparingInt(Pair::gold)
            .thenComparingInt(Pair::said)
            .reversed());
    var golds = new HashSet<Integer>();
    var saids = new HashSet<Integer>();
    for (var pair : pairs) {
      if (golds.contains(pair.gold()) || saids.contains(pair.said())) continue;
      golds.add(pair.gold());
      saids.add(pair.said());
    }
    return golds.size();
  }

  private static Map<String, Integer> stems(String text, Set<String> speakers) {
    var stems = new HashMap<String, Integer>();
    var word = WORD.matcher(text.toLowerCase(Locale.ROOT).replace("'", ""));
    while (word.find()) {
      var found = word.group();
      if (!EMPTY.contains(found) && !speakers.contains(found))
        stems.merge(STEMS.computeIfAbsent(found, FactScore::stem), 1, Integer::sum);
    }
    return stems;
  }

  private static String stem(String word) {
    var stem = word;
    for (var ending : ENDINGS) {
      if (!stem.endsWith(ending) || stem.length() - ending.length() < 3) continue;
      stem =
          stem.substring(0, stem.length() - ending.length()) + (ending.startsWith("ie") ? "y" : "");
      break;
    }
    if (stem.length() > 3 && stem.endsWith("e")) stem = stem.substring(0, stem.length() - 1);
    return DOUBLED.matcher(stem).matches() ? stem.substring(0, stem.length() - 1) : stem;
  }

  private static double alike(Map<String, Integer> one, Map<String, Integer> other) {
    int both = 0;
    int all = 0;
    for (var entry : one.entrySet()) {
      both += Math.min(entry.getValue(), other.getOrDefault(entry.getKey(), 0));
      all += entry.getValue();
    }
    for (int count : other.values()) all += count;
    return all == 0 ? 0 : 2.0 * both / all;
  }

  /** A line of the table. */
  String row(String name) {
    double precision = share(matched, predicted);
    double recall = share(matched, noted);
    double turnPrecision = share(turnsRight, turnsPredicted);
    double turnRecall = share(turnsRight, turnsNoted);
    return "%-34s %6d %6.1f %6.1f %6.1f %8.1f %8.1f"
        .formatted(
            name,
            predicted,
            100 * precision,
            100 * recall,
            100 * f1(precision, recall),
            100 * f1(turnPrecision, turnRecall),
            (double) words / Math.max(1, predicted));
  }

  static String head() {
    return "%-34s %6s %6s %6s %6s %8s %8s"
        .formatted("", "facts", "P", "R", "F1", "turn F1", "words");
  }

  private static double share(long part, long whole) {
    return (double) part / Math.max(1, whole);
  }

  private static double f1(double precision, double recall) {
    return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }
}
