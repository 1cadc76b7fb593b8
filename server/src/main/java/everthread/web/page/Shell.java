package everthread.web.page;

import everthread.space.Space;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page.
 *
 * @param title of the document, without the product's name
 * @param csrf of the session, empty when nobody is signed in
 * @param theme "light", "dark", or empty for the system's
 * @param spaces to choose from, the current one first; empty when nobody is signed in
 * @param drifting how many sites want a look
 * @param singleKeys whether single keys act
 * @param path of this page with its query, for coming back to it
 * @param assets addresses of the static files
 */
public record Shell(
    String title,
    Nav nav,
    String csrf,
    String theme,
    List<Space> spaces,
    int drifting,
    boolean singleKeys,
    @Nullable Toast toast,
    String path,
    StaticFiles assets) {
  public Shell {
    spaces = List.copyOf(spaces);
  }

  public boolean signedIn() {
    return !csrf.isEmpty();
  }

  /** For the body's hx-headers: htmx sends it with every request. */
  public String headers() {
    return "{\"X-CSRF-Token\":\"" + csrf + "\"}";
  }
}
