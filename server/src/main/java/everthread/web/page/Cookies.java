package everthread.web.page;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of the pages. The session's is HttpOnly, and over https bound to this host by its
 * prefix; Lax, because links from other programs must open a signed-in page, and every change needs
 * the token besides.
 */
final class Cookies {
  private static final long YEAR = 365L * 24 * 3600;

  private final @Nullable URI publicAddress;

  Cookies(Installation installation) {
    this.publicAddress = installation.publicAddress();
  }

  Optional<String> session(RoutingContext context) {
    return read(context, sessionName(context));
  }

  /**
   * @param lasts how long the session does
   */
  void keepSession(RoutingContext context, String value, Duration lasts) {
    write(context, sessionName(context), value, Math.max(1, lasts.toSeconds()));
  }

  void endSession(RoutingContext context) {
    write(context, sessionName(context), "", 0);
  }

  /** The id of the space that was chosen last, unchecked. */
  Optional<String> space(RoutingContext context) {
    return read(context, "everthread_space");
  }

  void keepSpace(RoutingContext context, String space) {
    write(context, "everthread_space", space, YEAR);
  }

  /** "light", "dark", or empty for the system's. */
  String theme(RoutingContext context) {
    var theme = read(context, "everthread_theme").orElse("");
    return theme.equals("light") || theme.equals("dark") ? theme : "";
  }

  /** Not HttpOnly: the theme button changes it in place. */
  void keepTheme(RoutingContext context, String theme) {
    var cookie = cookie(context, "everthread_theme", theme).setMaxAge(theme.isEmpty() ? 0 : YEAR);
    context.response().addCookie(cookie.setHttpOnly(false));
  }

  boolean singleKeys(RoutingContext context) {
    return !read(context, "everthread_keys").orElse("on").equals("off");
  }

  void keepSingleKeys(RoutingContext context, boolean on) {
    write(context, "everthread_keys", on ? "on" : "off", YEAR);
  }

  /** The reader's time zone, which a script tells; the server's own until then. */
  ZoneId zone(RoutingContext context) {
    try {
      return read(context, "everthread_zone")
          .map(name -> ZoneId.of(name.replace("%2F", "/")))
          .orElseGet(ZoneId::systemDefault);
    } catch (DateTimeException unknown) {
      return ZoneId.systemDefault();
    }
  }

  /** What is to be told once; forgotten by being read. */
  Optional<Toast> takeToast(RoutingContext context) {
    var value = read(context, "everthread_toast").filter(text -> !text.isEmpty());
    if (value.isPresent()) write(context, "everthread_toast", "", 0);
    return value.flatMap(Toast::ofCookie);
  }

  void keepToast(RoutingContext context, Toast toast) {
    write(context, "everthread_toast", toast.toCookie(), 60);
  }

  private String sessionName(RoutingContext context) {
    return secure(context) ? "__Host-everthread_session" : "everthread_session";
  }

  private boolean secure(RoutingContext context) {
    if (context.request().isSSL()) return true;
    if (publicAddress == null || !"https".equals(publicAddress.getScheme())) return false;
    var host = context.request().authority();
    return host != null && host.host().equalsIgnoreCase(publicAddress.getHost());
  }

  private static Optional<String> read(RoutingContext context, String name) {
    var cookie = context.request().getCookie(name);
    return cookie == null ? Optional.empty() : Optional.of(cookie.getValue());
  }

  /**
   * @param maxAge in seconds; 0 deletes
   */
  private void write(RoutingContext context, String name, String value, long maxAge) {
    context.response().addCookie(cookie(context, name, value).setMaxAge(maxAge));
  }

  private Cookie cookie(RoutingContext context, String name, String value) {
    return Cookie.cookie(name, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(secure(context))
        .setSameSite(CookieSameSite.LAX);
  }
}
