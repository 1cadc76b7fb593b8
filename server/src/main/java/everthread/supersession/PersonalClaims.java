package everthread.supersession;

import everthread.supersession.Claim.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where someone lives, what they do, their name, age, favourites, what they prefer to what. Pure.
 */
final class PersonalClaims {
  private static final String PLACE =
      "((?:the )?\\p{Lu}[\\p{L}'.-]*(?:,? (?:(?:de|la|el|of|am|an der|upon|sur) )?\\p{Lu}[\\p{L}'.-]*)*)";
  private static final String SINCE =
      "(?:,? (?:in \\d|on \\d|in (?:the|early|late|spring|summer|autumn|winter)\\b|in (?:january|february|march|april|may|june|july|august|september|october|november|december)"
          + "|since|with|for|last|this|because|and|when|after|before|now|again|permanently|recently|as of|\\d).*)?";
  private static final Pattern LIVES =
      pattern(
          "(?:now |currently )?(?:lives?|is living|resides?|is based|has lived) in "
              + PLACE
              + SINCE);
  private static final Pattern MOVED =
      pattern("(?:has |just |recently )*(?:moved|relocated)(?: from .+?)? to " + PLACE + SINCE);
  private static final Pattern NAME =
      pattern("(?:full |first )?name is (\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+){0,2})");
  private static final Pattern WORKS_AS =
      pattern("(?:now |currently )?(?:works|is working|is employed) as (?:an? |the )?(.+)");
  private static final Pattern JOB =
      pattern("(?:job|occupation|profession|job title) is (?:an? |the )?(.+)");
  private static final Pattern WORKS_FOR =
      pattern(
          "(?:now |currently )?(?:works|is working|is employed) (?:at|for) ((?:the )?\\p{Lu}.*)");
  private static final Pattern EMPLOYER = pattern("(?:employer|company) is ((?:the )?\\p{Lu}.*)");
  private static final Pattern FAVOURITE =
      pattern("(?:all[- ]time |absolute )?favou?rite (.{2,40}?) is (.+)");
  private static final Pattern AGE = pattern("(?:is|turned) (\\d{1,3})(?: years old)?");
  private static final Pattern STATUS =
      pattern(
          "is (?:now )?(single|married|engaged|divorced|widowed|separated)(?: (?:to|with|since) .+)?");
  private static final Pattern PREFERS =
      pattern("(?:now )?prefers? (.{2,60}?) (?:over|to|rather than) (.{2,60})");
  private static final Pattern BESIDE =
      Pattern.compile(
          "\\b(?:part[- ]time|also|side|second|weekends?|freelance|volunteer|sometimes|used to)\\b");

  /** "A nurse at the clinic since 2020": the job without its place and time. */
  private static final String DETAIL = " (?:at|for|in|with|on|since|from|by)\\b.*|,.*";

  private PersonalClaims() {}

  static List<Claim> of(Claims.Parts said) {
    var claims = new ArrayList<Claim>();
    if (said.owns()) ofTheirs(said, claims);
    else ofThem(said, claims);
    return claims;
  }

  private static void ofThem(Claims.Parts said, List<Claim> claims) {
    var text = said.rest();
    boolean beside = BESIDE.matcher(said.quote()).find() || BESIDE.matcher(text).find();
    var lives = LIVES.matcher(text);
    if (lives.matches()) claims.add(only(said, "lives in", lives.group(1), said.saysNow()));
    var moved = MOVED.matcher(text);
    // "We moved to Notion" is no change of address.
    boolean together = said.quote().matches(".*\\bwe(?:'ve| have)? (?:just |recently )?moved\\b.*");
    if (moved.matches() && !together && Tools.in(moved.group(1)).isEmpty()) {
      claims.add(only(said, "lives in", moved.group(1), true));
    }
    var job = WORKS_AS.matcher(text);
    if (job.matches() && !beside) claims.add(job(said, job.group(1)));
    var employer = WORKS_FOR.matcher(text);
    if (employer.matches() && !beside) claims.add(employer(said, employer.group(1)));
    var age = AGE.matcher(text);
    if (age.matches()) claims.add(only(said, "age", age.group(1), false));
    var status = STATUS.matcher(text);
    if (status.matches()) claims.add(only(said, "relationship", status.group(1), false));
    var prefers = PREFERS.matcher(text);
    if (prefers.matches()) claims.add(preference(said, prefers.group(1), prefers.group(2)));
  }

  private static void ofTheirs(Claims.Parts said, List<Claim> claims) {
    var text = said.rest();
    var name = NAME.matcher(text);
    if (name.matches()) claims.add(only(said, "name", name.group(1), false));
    var job = JOB.matcher(text);
    if (job.matches() && !BESIDE.matcher(text).find()) claims.add(job(said, job.group(1)));
    var employer = EMPLOYER.matcher(text);
    if (employer.matches()) claims.add(employer(said, employer.group(1)));
    var favourite = FAVOURITE.matcher(text);
    if (favourite.matches()) {
      var slot = "favourite " + Claims.value(favourite.group(1));
      claims.add(only(said, slot, favourite.group(2), false));
    }
  }

  private static Claim job(Claims.Parts said, String job) {
    return only(said, "works as", job.replaceFirst(DETAIL, ""), said.saysNow());
  }

  private static Claim employer(Claims.Parts said, String employer) {
    return only(
        said,
        "works for",
        employer.replaceFirst(" (?:as|in|since|on|from)\\b.*|,.*", ""),
        said.saysNow());
  }

  private static Claim preference(Claims.Parts said, String first, String second) {
    var preferred = Claims.value(first);
    var other = Claims.value(second).replaceFirst(" (?:for|when|because|in|as|since)\\b.*", "");
    var pair =
        preferred.compareTo(other) < 0 ? preferred + " / " + other : other + " / " + preferred;
    return only(said, "prefers of " + pair, preferred, false);
  }

  private static Claim only(Claims.Parts said, String about, String value, boolean changes) {
    return new Claim(said.who() + ": " + about, Claims.value(value), Kind.ONLY, changes);
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex);
  }
}
