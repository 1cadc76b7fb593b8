package everthread.web.page;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What a page's code answers; {@link PageHandler} writes it. */
sealed interface Answer {

  /** A whole page in its shell. @param title of the document */
  record Page(int status, String title, Nav nav, String template, Object view) implements Answer {}

  /**
   * A page with a form after which the browser goes on to another site.
   *
   * @param goesOnTo where, as a source of the content security policy
   */
  record Asking(String title, String template, Object view, String goesOnTo) implements Answer {}

  /** Done; the browser goes to another site. */
  record Away(URI to) implements Answer {}

  /** A piece of a page, for htmx. */
  record Part(String template, Object view) implements Answer {}

  /** What the page shows already is all there is. */
  record Unchanged() implements Answer {}

  /** Done; look there. @param to a path of ours @param toast told on the next page */
  record SeeOther(String to, @Nullable Toast toast) implements Answer {}

  /** Plain text in a file's form. */
  record Text(String type, String fileName, String text) implements Answer {}

  static Page page(String title, Nav nav, String template, Object view) {
    return new Page(200, title, nav, template, view);
  }

  static SeeOther seeOther(String to) {
    return new SeeOther(to, null);
  }
}
