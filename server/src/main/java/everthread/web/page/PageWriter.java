package everthread.web.page;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes answers with the headers that every page has. Thread-safe. */
final class PageWriter {
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
          + "base-uri 'none'";

  private static final String PERMISSIONS =
      "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(),"
          + " fullscreen=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(),"
          + " local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(),"
          + " publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(),"
          + " usb=(), window-management=(), xr-spatial-tracking=()";

  private final Cookies cookies;
  private final Templates templates;
  private final StaticFiles assets;
  private final RecentStats stats;

  PageWriter(Cookies cookies, Templates templates, StaticFiles assets, RecentStats stats) {
    this.cookies = cookies;
    this.templates = templates;
    this.assets = assets;
    this.stats = stats;
  }

  void write(Visit visit, Answer answer) {
    var context = visit.context();
    switch (answer) {
      case Answer.Page page -> {
        var toast = cookies.takeToast(context).orElse(null);
        html(
            context,
            page.status(),
            templates.page(page.template(), shell(visit, page, toast), page.view()));
      }
      case Answer.Asking asking -> ask(visit, asking);
      case Answer.Away away ->
          headers(context).putHeader("Location", away.to().toString()).setStatusCode(303).end();
      case Answer.Part part -> html(context, 200, templates.part(part.template(), part.view()));
      case Answer.Unchanged unchanged -> headers(context).setStatusCode(204).end();
      case Answer.SeeOther other -> seeOther(context, other);
      case Answer.Text text -> text(context, text);
    }
  }

  /** A page without a person: sign-in, and errors before it is known who asks. */
  void writeAlone(RoutingContext context, Answer.Page page) {
    var shell =
        new Shell(
            page.title(),
            page.nav(),
            "",
            cookies.theme(context),
            List.of(),
            0,
            false,
            null,
            context.request().uri(),
            assets);
    html(context, page.status(), templates.page(page.template(), shell, page.view()));
  }

  void seeOther(RoutingContext context, Answer.SeeOther other) {
    if (other.toast() != null) cookies.keepToast(context, other.toast());
    var response = headers(context);
    // On the way back to a client's request, see opener().
    if (other.to().startsWith("/authorize?")) {
      response.putHeader("Cross-Origin-Opener-Policy", "unsafe-none");
    }
    response.putHeader("Location", other.to()).setStatusCode(303).end();
  }

  private void ask(Visit visit, Answer.Asking asking) {
    var page = Answer.page(asking.title(), Nav.NONE, asking.template(), asking.view());
    var body = templates.page(asking.template(), shell(visit, page, null), asking.view());
    headers(visit.context())
        .putHeader(
            "Content-Security-Policy",
            POLICY.replace("form-action 'self'", "form-action 'self' " + asking.goesOnTo()))
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .end(body);
  }

  private Shell shell(Visit visit, Answer.Page page, @Nullable Toast toast) {
    var context = visit.context();
    return new Shell(
        page.title(),
        page.nav(),
        visit.session().csrf(),
        cookies.theme(context),
        visit.spaces(),
        stats.drifting(visit.space()),
        cookies.singleKeys(context),
        toast,
        context.request().uri(),
        assets);
  }

  private void html(RoutingContext context, int status, String body) {
    headers(context)
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .setStatusCode(status)
        .end(body);
  }

  private void text(RoutingContext context, Answer.Text text) {
    headers(context)
        .putHeader("Content-Type", text.type())
        .putHeader("Content-Disposition", "attachment; filename=\"" + text.fileName() + "\"")
        .end(text.text());
  }

  /**
   * A client that opened us in a window of its own wants to hear when the person comes back to it;
   * with the policy of our other pages the browser would have cut the two apart for good.
   */
  private static String opener(RoutingContext context) {
    return context.normalizedPath().equals("/authorize") ? "unsafe-none" : "same-origin";
  }

  private static HttpServerResponse headers(RoutingContext context) {
    return context
        .response()
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        // Not no-referrer: with that, Chromium sends our own forms with the origin "null".
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Permissions-Policy", PERMISSIONS)
        .putHeader("Cross-Origin-Opener-Policy", opener(context))
        .putHeader("Vary", "HX-Request, Cookie")
        .putHeader("Cache-Control", "no-store");
  }
}
