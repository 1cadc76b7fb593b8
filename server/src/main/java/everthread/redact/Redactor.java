package everthread.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets (keys, tokens, passwords, card numbers) out of text. Pure and thread-safe.
 * Redacting twice gives the same as once. Takes linear time, whatever the text.
 */
public final class Redactor {
  private final List<Rule> rules;
  private final KeywordScan keywords;

  /** By rule: no match can begin inside of a word, where most keywords of two letters stand. */
  private final boolean[] beginsToken;

  /** By the rules that the extension uses too. */
  public Redactor() {
    this(Rule.shared());
  }

  Redactor(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    this.keywords = new KeywordScan(rules.stream().map(Rule::keywords).toList());
    this.beginsToken = new boolean[rules.size()];
    for (int i = 0; i < beginsToken.length; i++) beginsToken[i] = rules.get(i).beginsToken();
  }

  public Redaction redact(String text) {
    var found = find(text);
    if (found.isEmpty()) return new Redaction(text, List.of());
    var redacted = new StringBuilder(text.length());
    var places = new ArrayList<Redaction.Found>(found.size());
    int from = 0;
    for (var secret : found) {
      redacted.append(text, from, secret.start());
      places.add(new Redaction.Found(secret.rule().kind(), redacted.length()));
      redacted.append("[redacted:").append(secret.rule().kind()).append(']');
      from = secret.end();
    }
    return new Redaction(redacted.append(text, from, text.length()).toString(), places);
  }

  private List<Secret> find(String text) {
    var search = new Search(text);
    keywords.scan(text, search::at);
    search.anywhere();
    return Secret.withoutOverlaps(search.secrets);
  }

  /** One pass over one text. */
  private final class Search {
    private final String text;
    private final List<Secret> secrets = new ArrayList<>();
    private final @Nullable Matcher[] matchers = new @Nullable Matcher[rules.size()];
    private final int[] behind = new int[rules.size()];
    private final boolean[] wanted = new boolean[rules.size()];

    Search(String text) {
      this.text = text;
    }

    /** A keyword of the rule stands at {@code start}. */
    void at(int rule, int start) {
      if (rules.get(rule).anywhere()) {
        wanted[rule] = true;
      } else if (start >= behind[rule] && !(beginsToken[rule] && isInsideWord(start))) {
        var matcher = matcher(rule).region(start, text.length());
        if (matcher.lookingAt()) take(rule, matcher);
      }
    }

    private boolean isInsideWord(int at) {
      if (at == 0) return false;
      char before = text.charAt(at - 1);
      return before < 128 && Character.isLetterOrDigit(before);
    }

    void anywhere() {
      for (int rule = 0; rule < wanted.length; rule++) {
        if (!wanted[rule]) continue;
        var matcher = matcher(rule);
        while (matcher.find()) take(rule, matcher);
      }
    }

    private Matcher matcher(int rule) {
      var matcher = matchers[rule];
      if (matcher == null) {
        matcher = rules.get(rule).pattern().matcher(text).useTransparentBounds(true);
        matchers[rule] = matcher;
      }
      return matcher;
    }

    private void take(int index, Matcher match) {
      var rule = rules.get(index);
      behind[index] = match.end();
      int start = match.start(rule.group());
      int end = match.end(rule.group());
      if (start < end && rule.check().passes(text.substring(start, end))) {
        secrets.add(new Secret(rule, index, start, end));
      }
    }
  }
}
