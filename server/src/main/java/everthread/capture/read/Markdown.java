package everthread.capture.read;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the parts of Markdown (CommonMark 0.31, with GitHub's tables) that readers make. Pure. */
public final class Markdown {
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9+#._-]{1,30}");

  private Markdown() {}

  /**
   * A source that an answer names.
   *
   * @param title empty when only the address is known
   */
  public record Link(String title, String url) {}

  /** A code block, fenced by more backticks than the code has in a row. */
  public static String fence(@Nullable String language, String code) {
    var ticks = "`".repeat(Math.max(3, longestRun(code) + 1));
    var name = language == null ? "" : language.strip().toLowerCase(Locale.ROOT);
    if (!LANGUAGE.matcher(name).matches() || name.equals("unknown")) name = "";
    var end = code.endsWith("\n") ? "" : "\n";
    return ticks + name + "\n" + code + end + ticks;
  }

  /** Code in a line. */
  public static String code(String code) {
    var ticks = "`".repeat(code.contains("`") ? longestRun(code) + 1 : 1);
    var pad = code.startsWith("`") || code.endsWith("`") ? " " : "";
    return ticks + pad + code + pad + ticks;
  }

  /** A link; the title alone when the address is none that can be followed. */
  public static String link(String title, String url) {
    var address = url.strip().replace(" ", "%20").replace("(", "%28").replace(")", "%29");
    var label = title.isBlank() ? host(url) : title.strip().replaceAll("\\s+", " ");
    label = label.replace("[", "\\[").replace("]", "\\]");
    return isAddress(address) ? "[" + label + "](" + address + ")" : label;
  }

  /** Sources in parentheses, each once; empty when there are none. */
  public static String sources(List<Link> links) {
    var shown =
        links.stream()
            .filter(link -> isAddress(link.url))
            .map(link -> link(link.title, link.url))
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining(", "));
    return shown.isEmpty() ? "" : "(" + shown + ")";
  }

  /** A picture, by what it shows. */
  public static String image(String shows) {
    var alt = shows.strip().replaceAll("\\s+", " ");
    return alt.isEmpty() ? "[Image]" : "[Image: " + alt + "]";
  }

  public static boolean isAddress(String url) {
    return url.startsWith("https://") || url.startsWith("http://") || url.startsWith("mailto:");
  }

  private static String host(String url) {
    var rest = url.strip().replaceFirst("^[a-z]+:/*", "").replaceFirst("^www\\.", "");
    int end = rest.indexOf('/');
    return end > 0 ? rest.substring(0, end) : rest;
  }

  private static int longestRun(String code) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < code.length(); i++) {
      run = code.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
