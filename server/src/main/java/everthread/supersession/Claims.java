package everthread.supersession;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a memory claims, from its wording. A wording that fits no pattern claims nothing that
 * another could contradict, but for saying the very opposite. English. Pure.
 */
public final class Claims {
  /** A longer text is a note, not a statement. */
  private static final int LONGEST = 240;

  /** Of a longer sentence only the wording taken from it counts. */
  private static final int LONGEST_QUOTE = 1_000;

  private static final Pattern PERSON =
      Pattern.compile("^(?:the user|user|i|we)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern OWNED =
      Pattern.compile("^(?:the user's|user's|my|our)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern SUBJECT =
      Pattern.compile("^(user|\\p{Lu}[\\p{L}-]+(?: \\p{Lu}[\\p{L}-]+)?)('s)? (.+)$");

  /**
   * A statement taken apart.
   *
   * @param who the person it is of, in lower case; "user" for the one whose memory it is
   * @param owns whether it is of something of theirs
   * @param rest what follows, case as it was
   * @param quote the sentence that it rests on, in lower case; the wording itself where there is
   *     none
   */
  record Parts(String who, boolean owns, String rest, String quote) {
    boolean saysNow() {
      return Claims.saysNow(quote) || Claims.saysNow(rest);
    }
  }

  /** Whether it says that it was not always so. */
  static boolean saysNow(String text) {
    return NOW.matcher(text.toLowerCase(Locale.ROOT)).find();
  }

  private static final Pattern NOW =
      Pattern.compile(
          "\\b(?:now|currently) (?:\\w+ )?(?:us(?:e|es|ing)|run(?:s|ning)?|on|work(?:s|ing)?|liv(?:e|es|ing)|prefers?|is|it's|in)\\b"
              + "|\\b(?:us(?:e|es|ing)|is|are|am|on|in|with) (?:\\S+ ){0,4}(?:now|instead|these days|nowadays)\\b"
              + "|\\b(?:instead of|rather than)\\b|\\bno longer\\b|\\bany ?more\\b");

  private Claims() {}

  /**
   * @param quote the sentence that the memory rests on, null when it was written down
   */
  public static List<Claim> of(String content, @Nullable String quote) {
    if (quote != null && quote.length() > LONGEST_QUOTE) return of(content, null);
    if (content.length() > LONGEST || content.contains("\n")) return List.of();
    var text = plain(content);
    var claims = new ArrayList<Claim>();
    var subject = SUBJECT.matcher(text);
    if (subject.matches()) {
      var who = subject.group(1).toLowerCase(Locale.ROOT);
      boolean owns = subject.group(2) != null;
      var said = quote == null ? text : plain(quote);
      var parts = new Parts(who, owns, subject.group(3), said.toLowerCase(Locale.ROOT));
      claims.addAll(PersonalClaims.of(parts));
      claims.addAll(ToolClaims.of(parts));
    }
    claims.addAll(AttributeClaims.of(text, quote == null ? text : plain(quote)));
    claims.addAll(Opposites.of(text));
    return List.copyOf(claims);
  }

  /** One form of the apostrophe, of the person, and of the end. */
  private static String plain(String text) {
    var plain =
        text.strip()
            .replaceAll("[\u2018\u2019]", "'")
            .replaceAll("[.!]+$", "")
            .replaceAll("\\s+", " ");
    plain = OWNED.matcher(plain).replaceFirst("user's");
    return PERSON.matcher(plain).replaceFirst("user");
  }

  /** A value without articles, case and what only says since when. */
  static String value(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replaceAll("\\b(?:now|currently|these days|nowadays|at the moment|for now)\\b", "")
        .replaceAll("^(?:the|a|an|his|her|their|my|our) ", "")
        .replaceAll("[,.]+(?= |$)", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
