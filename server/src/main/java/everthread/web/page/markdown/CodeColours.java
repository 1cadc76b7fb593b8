package everthread.web.page.markdown;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/**
 * Colours keywords, strings, comments and options of common languages, roughly and in one pass.
 * What it does not know stays plain; the text itself is never changed. Pure.
 */
final class CodeColours {
  private static final int LONGEST = 60_000;

  /** Bounded: a quote that is never closed is not looked after to the end, again and again. */
  private static final String STRINGS =
      "\"(?:[^\"\\\\\\n]|\\\\.){0,500}+\"|'(?:[^'\\\\\\n]|\\\\.){0,500}+'";

  private static final String WORD = "[A-Za-z_$][A-Za-z0-9_$]*+";

  private static final Set<String> SHELL =
      Set.of(
          "if",
          "then",
          "else",
          "elif",
          "fi",
          "for",
          "in",
          "do",
          "done",
          "while",
          "until",
          "case",
          "esac",
          "function",
          "return",
          "export",
          "local",
          "set",
          "exit");
  private static final Set<String> C_LIKE =
      Set.of(
          "abstract",
          "async",
          "await",
          "boolean",
          "break",
          "case",
          "catch",
          "class",
          "const",
          "continue",
          "default",
          "defer",
          "do",
          "double",
          "else",
          "enum",
          "export",
          "extends",
          "false",
          "final",
          "finally",
          "float",
          "fn",
          "for",
          "from",
          "func",
          "function",
          "go",
          "if",
          "implements",
          "import",
          "in",
          "instanceof",
          "int",
          "interface",
          "let",
          "long",
          "match",
          "mod",
          "mut",
          "namespace",
          "new",
          "nil",
          "null",
          "of",
          "package",
          "private",
          "protected",
          "pub",
          "public",
          "record",
          "return",
          "sealed",
          "static",
          "string",
          "struct",
          "super",
          "switch",
          "this",
          "throw",
          "throws",
          "trait",
          "true",
          "try",
          "type",
          "undefined",
          "use",
          "using",
          "val",
          "var",
          "void",
          "when",
          "while",
          "yield");
  private static final Set<String> PYTHON =
      Set.of(
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "False",
          "finally",
          "for",
          "from",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "None",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "True",
          "try",
          "while",
          "with",
          "yield",
          "end",
          "module",
          "require",
          "self");
  private static final Set<String> SQL =
      Set.of(
          "select",
          "from",
          "where",
          "insert",
          "into",
          "values",
          "update",
          "delete",
          "set",
          "join",
          "left",
          "right",
          "inner",
          "outer",
          "on",
          "group",
          "by",
          "order",
          "limit",
          "create",
          "table",
          "index",
          "alter",
          "drop",
          "and",
          "or",
          "not",
          "null",
          "as",
          "with",
          "union",
          "having",
          "distinct",
          "primary",
          "key",
          "references",
          "begin",
          "commit",
          "case",
          "when",
          "then",
          "end");

  private record Language(Set<String> keywords, boolean anyCase, Pattern tokens) {}

  private static final Language SHELL_LIKE =
      new Language(
          SHELL, false, tokens("(?<=^|\\s)#[^\\n]*+", "(?<=\\s)--?[A-Za-z][A-Za-z0-9-]*+"));
  private static final Language BRACES =
      new Language(
          C_LIKE, false, tokens("//[^\\n]*+|/\\*(?s:.*?)(?:\\*/|\\z)", "(?<=\\s)@[A-Za-z]++"));
  private static final Language HASHES =
      new Language(PYTHON, false, tokens("#[^\\n]*+", "(?<=^|\\n)[ \\t]*+@[A-Za-z.]++"));
  private static final Language QUERIES = new Language(SQL, true, tokens("--[^\\n]*+", "\\$\\d++"));
  private static final Language DATA =
      new Language(
          Set.of("true", "false", "null", "yes", "no"),
          false,
          tokens("(?<=^|\\s)#[^\\n]*+", "\"[^\"\\n]*+\"(?=\\s*+:)|(?<=^|\\n)[ -]*+[\\w.-]++(?=:)"));

  private static final Map<String, Language> LANGUAGES =
      Map.ofEntries(
          Map.entry("bash", SHELL_LIKE),
          Map.entry("sh", SHELL_LIKE),
          Map.entry("shell", SHELL_LIKE),
          Map.entry("zsh", SHELL_LIKE),
          Map.entry("console", SHELL_LIKE),
          Map.entry("dockerfile", SHELL_LIKE),
          Map.entry("java", BRACES),
          Map.entry("kotlin", BRACES),
          Map.entry("javascript", BRACES),
          Map.entry("js", BRACES),
          Map.entry("jsx", BRACES),
          Map.entry("typescript", BRACES),
          Map.entry("ts", BRACES),
          Map.entry("tsx", BRACES),
          Map.entry("c", BRACES),
          Map.entry("cpp", BRACES),
          Map.entry("csharp", BRACES),
          Map.entry("cs", BRACES),
          Map.entry("go", BRACES),
          Map.entry("rust", BRACES),
          Map.entry("php", BRACES),
          Map.entry("swift", BRACES),
          Map.entry("scala", BRACES),
          Map.entry("python", HASHES),
          Map.entry("py", HASHES),
          Map.entry("ruby", HASHES),
          Map.entry("sql", QUERIES),
          Map.entry("postgresql", QUERIES),
          Map.entry("json", DATA),
          Map.entry("yaml", DATA),
          Map.entry("yml", DATA),
          Map.entry("toml", DATA));

  private CodeColours() {}

  private static Pattern tokens(String comments, String options) {
    return Pattern.compile(
        "(?<comment>"
            + comments
            + ")|(?<option>"
            + options
            + ")|(?<string>"
            + STRINGS
            + ")|(?<word>"
            + WORD
            + ")");
  }

  /** Escaped HTML of the code. */
  static String colour(String code, String name) {
    var language = LANGUAGES.get(name);
    if (language == null || code.length() > LONGEST) return Entities.escape(code);
    var html = new StringBuilder(code.length() * 2);
    var match = language.tokens().matcher(code);
    int from = 0;
    while (match.find()) {
      html.append(Entities.escape(code.substring(from, match.start())));
      var kind = kind(match, language);
      var text = Entities.escape(match.group());
      html.append(kind.isEmpty() ? text : "<span class=\"code-" + kind + "\">" + text + "</span>");
      from = match.end();
    }
    return html.append(Entities.escape(code.substring(from))).toString();
  }

  private static String kind(java.util.regex.Matcher match, Language language) {
    if (match.group("comment") != null) return "comment";
    if (match.group("option") != null) return language == DATA ? "keyword" : "option";
    if (match.group("string") != null) return "string";
    var word =
        language.anyCase() ? match.group().toLowerCase(java.util.Locale.ROOT) : match.group();
    return language.keywords().contains(word) ? "keyword" : "";
  }
}
