package everthread.supersession;

import everthread.supersession.Claim.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** "The deadline of the thesis is 3 May", "User's rent is 900 euros", "Apollo is on hold". Pure. */
final class AttributeClaims {
  /**
   * What a statement is about, up to eight words. Between two words stands exactly one space: where
   * it may be missing, one long word can be cut in more ways than anybody can try.
   */
  private static final String THING =
      "((?:user's|\\p{Lu}[\\p{L}-]+'s|[Tt]he)(?: [^ ]+){1,7}?|\\p{Lu}[^ ]+(?: [^ ]+){0,6}?)";

  private static final Pattern IS =
      Pattern.compile(
          THING
              + " (?:is|are|was|has been|will be)"
              + " (?:now |currently |also )?(moved to |postponed to |rescheduled to |pushed (?:back )?to |changed to "
              + "|extended to |updated to |increased to |reduced to |raised to |lowered to |set to |due |due on |scheduled for |on |at )?(.+)");
  private static final Pattern CHANGED =
      Pattern.compile(
          THING + " (?:moved|changed|grew|rose|fell|dropped|increased|decreased) to (.+)");
  private static final Set<String> STATES =
      Set.of(
          "finished",
          "done",
          "complete",
          "completed",
          "launched",
          "live",
          "in beta",
          "in alpha",
          "in production",
          "on hold",
          "paused",
          "cancelled",
          "canceled",
          "delayed",
          "in progress",
          "shipped",
          "released",
          "abandoned",
          "archived",
          "in review",
          "planned");

  /** Of these one has one, whatever its value looks like. */
  private static final Set<String> ONE =
      Set.of(
          "budget",
          "salary",
          "rent",
          "email",
          "address",
          "weight",
          "height",
          "manager",
          "boss",
          "timezone",
          "zone",
          "database",
          "editor",
          "browser",
          "bank",
          "employer",
          "target",
          "quota",
          "password manager",
          "deadline",
          "phone number",
          "goal weight",
          "landlord",
          "dentist");

  private static final Pattern FIGURE =
      Pattern.compile(
          "(?:\\p{L}+ ){0,3}(?:[$€£] ?)?\\d[\\d.,:]*(?:st|nd|rd|th)?(?: ?(?:%|am|pm|kg|lbs?|km|euros?|dollars?|usd|eur|"
              + "january|february|march|april|may|june|july|august|september|october|november|december))?(?: \\S+){0,3}",
          Pattern.CASE_INSENSITIVE);

  private AttributeClaims() {}

  static List<Claim> of(String text, String quote) {
    var is = IS.matcher(text);
    if (!is.matches()) {
      var changed = CHANGED.matcher(text);
      return changed.matches() ? claim(changed.group(1), changed.group(2), true, quote) : List.of();
    }
    var how = is.group(2) == null ? "" : is.group(2);
    boolean moved =
        how.matches(
            "(?:moved|postponed|rescheduled|pushed|changed|extended|updated|increased|reduced|raised|lowered).*");
    return claim(
        is.group(1),
        how.startsWith("on ") && is.group(3).equals("hold") ? "on hold" : is.group(3),
        moved,
        quote);
  }

  private static List<Claim> claim(String thing, String told, boolean changes, String quote) {
    var value = Claims.value(told);
    var about =
        thing
            .toLowerCase(Locale.ROOT)
            .replaceFirst("^the ", "")
            .replaceAll(" (?:for|of) (?:the |my |our |their )?", " of ");
    var words = about.split(" ", -1);
    var tools = Tools.in(value);
    if (STATES.contains(value))
      return List.of(new Claim(about + ": state", value, Kind.ONLY, changes));
    boolean one =
        ONE.contains(words[words.length - 1])
            || ONE.contains(words[0])
            || words.length > 1 && ONE.contains(words[1]);
    boolean figure = FIGURE.matcher(told).matches();
    if (!tools.isEmpty() && about.startsWith("user's ") && words.length <= 3) {
      // "Our database is Postgres": what one uses as a database.
      var tool = tools.getFirst();
      boolean now = changes || Claims.saysNow(quote);
      return List.of(
          new Claim(about, tool.name(), one ? Kind.ONLY : Kind.ONE_OF_MANY, now),
          new Claim("user: uses as " + tool.kind(), tool.name(), Kind.ONE_OF_MANY, now));
    }
    if (!figure && !one) return List.of();
    // "The deadline is 3 May" may be of many things; only a change says that it is the same one.
    boolean vague =
        words.length < (about.startsWith("user's ") ? 3 : 2) && figure && !one
            || about.endsWith("deadline") && words.length < 3;
    return List.of(new Claim(about, value, vague ? Kind.ONE_OF_MANY : Kind.ONLY, changes));
  }
}
