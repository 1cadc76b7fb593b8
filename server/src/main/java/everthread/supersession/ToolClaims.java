package everthread.supersession;

import everthread.supersession.Claim.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which tools someone uses for what, and which they have left. Pure. */
final class ToolClaims {
  private static final String USES =
      "(?:(?:now|mainly|mostly|primarily|currently|always) )?(?:uses?|is using|are using|runs?|works? with"
          + "|is on|is now on|(?:has )?decided (?:to use|on)|chose|will use|settled on|went with|will go with"
          + "|deploys? (?:to|on|with)|hosts? (?:\\S+ )?on|stores? (?:\\S+ )?in|prefers?)";
  private static final Pattern USED =
      Pattern.compile(
          USES
              + " (.+?)(?: as (?:their|the|our|my|his|her) (?:(?:main|primary|default) )?(\\p{L}+(?: \\p{L}+)?))?(?: for (.+))?");
  private static final String WENT =
      "(?:has |have |just |recently |fully |finally )*(?:switched|moved|migrated|changed|transitioned)";
  private static final Pattern FROM_TO = Pattern.compile(WENT + "(?: .+?)?? from (.+?) to (.+)");
  private static final Pattern TO =
      Pattern.compile(
          WENT + "(?: (?:over|back))?(?: (?:the|their|our|my) .{2,40}?)? to (.+?)(?: from (.+))?");
  private static final Pattern REPLACED =
      Pattern.compile("(?:has |have )?replaced (.+?) (?:with|by) (.+)");
  private static final Pattern CHOSE =
      Pattern.compile(
          "(?:has |have )?(?:decided (?:to (?:use|go with|switch to|move to)|on)|will (?:use|go with)|is going with|went with"
              + "|chose|uses?|is using|settled on|standardi[sz]ed on|opted for) (.+?)(?: (?:instead of|over|rather than) (.+))?");
  private static final Pattern LEFT =
      Pattern.compile(
          "(?:no longer uses?|does not use|do not use|doesn't use|don't use|stopped using|has stopped using|dropped|ditched|got rid of|quit) (.+?)(?: any ?more)?");

  private ToolClaims() {}

  static List<Claim> of(Claims.Parts said) {
    if (said.owns()) return List.of();
    var claims = new ArrayList<Claim>();
    var text = said.rest();
    var fromTo = FROM_TO.matcher(text);
    var to = TO.matcher(text);
    var replaced = REPLACED.matcher(text);
    var chose = CHOSE.matcher(text);
    var left = LEFT.matcher(text);
    if (fromTo.matches()) {
      change(said, fromTo.group(1), fromTo.group(2), claims);
    } else if (to.matches()) {
      change(said, to.group(2) == null ? "" : to.group(2), to.group(1), claims);
    } else if (replaced.matches()) {
      change(said, replaced.group(1), replaced.group(2), claims);
    } else if (left.matches()) {
      ended(said, left.group(1), claims);
    } else if (chose.matches() && chose.group(2) != null) {
      change(said, chose.group(2), chose.group(1), claims);
    } else {
      used(said, claims);
    }
    return claims;
  }

  private static void used(Claims.Parts said, List<Claim> claims) {
    var used = USED.matcher(said.rest());
    if (!used.matches()) return;
    var object = used.group(1);
    boolean now = said.saysNow();
    for (var tool : Tools.in(first(object))) claims.add(tool(said, tool, now));
    var name = name(object);
    if (name.isEmpty()) return;
    claims.add(new Claim(said.who() + ": uses " + name, name, Kind.ONE_OF_MANY, false));
    if (used.group(2) != null) {
      var role = Claims.value(used.group(2));
      claims.add(new Claim(said.who() + "'s " + role, name, Kind.ONLY, now));
    }
    if (used.group(3) != null) {
      var purpose = Claims.value(used.group(3));
      claims.add(new Claim(said.who() + ": uses for " + purpose, name, Kind.ONE_OF_MANY, now));
    }
  }

  private static void change(Claims.Parts said, String from, String to, List<Claim> claims) {
    // A city, a job, a diet: what they moved to is a tool where one is known by name.
    var arrived = Tools.in(first(to));
    for (var tool : arrived) claims.add(tool(said, tool, true));
    var name = name(to);
    if (!arrived.isEmpty() && !name.isEmpty()) {
      claims.add(new Claim(said.who() + ": uses " + name, name, Kind.ONE_OF_MANY, false));
    }
    if (!from.isEmpty()) ended(said, from, claims);
  }

  private static void ended(Claims.Parts said, String what, List<Claim> claims) {
    for (var tool : Tools.in(first(what))) {
      claims.add(new Claim(slot(said, tool), tool.name(), Kind.ENDED, true));
    }
    var name = name(what);
    if (!name.isEmpty())
      claims.add(new Claim(said.who() + ": uses " + name, name, Kind.ENDED, true));
  }

  private static Claim tool(Claims.Parts said, Tools.Tool tool, boolean changes) {
    return new Claim(slot(said, tool), tool.name(), Kind.ONE_OF_MANY, changes);
  }

  private static String slot(Claims.Parts said, Tools.Tool tool) {
    return said.who() + ": uses as " + tool.kind();
  }

  /** What is named before anything else is said of it. */
  private static String first(String text) {
    return text.split(" (?:because|since|with|on|in|but|when|to|so|which|instead|as)\\b|,", 2)[0];
  }

  /** The one name of a tool, or the two words that it is called by. */
  private static String name(String text) {
    var first = first(text);
    var tools = Tools.in(first);
    if (!tools.isEmpty()) return tools.getFirst().name();
    var value = Claims.value(first.replaceFirst(" (?:for|and|or)\\b.*", ""));
    boolean named = !value.isEmpty() && value.split(" ", -1).length <= 2;
    return named && !value.matches("(?i)(?:it|this|that|them|one|these|those|the same)\\b.*")
        ? value.toLowerCase(Locale.ROOT)
        : "";
  }
}
