package everthread.web.page.markdown;

import org.jsoup.nodes.Entities.EscapeMode;

/**
 * A message's Markdown as HTML that is safe to show: everything in it is text, a known element, or
 * a link; nothing is loaded from elsewhere. Pure, thread-safe.
 */
public final class MessageHtml {
  private static final MarkdownHtml ANSWER = new MarkdownHtml(false);
  private static final MarkdownHtml TYPED = new MarkdownHtml(true);

  private MessageHtml() {}

  /**
   * @param typed by a person, so that the ends of its lines are kept
   * @param words to be marked
   */
  public static String of(String markdown, boolean typed, FoundWords words) {
    var page = Safe.clean((typed ? TYPED : ANSWER).render(markdown));
    page.outputSettings().escapeMode(EscapeMode.base);
    var body = page.body();
    Decoration.headings(body);
    Decoration.links(body);
    Decoration.tables(body);
    Decoration.code(body);
    Secrets.label(body);
    words.mark(body);
    return body.html();
  }

  /** Escaped HTML of code, coloured where the language is known. */
  public static String code(String code, String language) {
    return CodeColours.colour(code, language);
  }

  /** Plain text in which what was hidden is named in words. */
  public static String withoutSecrets(String text) {
    return Secrets.inWords(text);
  }

  /** The words alone, for a line of text: no marks of Markdown, no more than so many characters. */
  public static String plain(String markdown, int longest) {
    var text = withoutSecrets(Safe.clean(ANSWER.render(markdown)).body().text().strip());
    if (text.length() <= longest) return text;
    int cut = text.lastIndexOf(' ', longest);
    return text.substring(0, cut < longest / 2 ? longest : cut).strip() + " …";
  }
}
