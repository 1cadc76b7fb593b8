package everthread.web.page;

import everthread.space.Scope;
import everthread.space.SessionStore.Begun;
import everthread.space.UuidText;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/** Lets people in by the terminal's one-time link or by a key with scope admin, and out again. */
public final class SignInPage {
  private static final String START = "/";

  /**
   * @param notice why it did not work, empty at first
   * @param next where to go afterwards
   */
  public record View(String notice, String next) {}

  private final PageServices services;
  private final Cookies cookies;
  private final Visitors visitors;
  private final PageWriter writer;

  SignInPage(PageServices services, Cookies cookies, Visitors visitors, PageWriter writer) {
    this.services = services;
    this.cookies = cookies;
    this.visitors = visitors;
    this.writer = writer;
  }

  /** Shown in place of a page to somebody who is not signed in. */
  static Answer.Page asked(String wanted) {
    return page(401, "", Address.oursOr(wanted, START));
  }

  void show(RoutingContext context) {
    var code = context.queryParams().get("code");
    if (code == null) {
      if (visitors.find(context).isPresent()) writer.seeOther(context, Answer.seeOther(START));
      else writer.writeAlone(context, page(200, "", START));
      return;
    }
    var begun = services.sessions().redeem(code);
    if (begun.isPresent()) {
      enter(context, begun.get(), START);
    } else if (visitors.find(context).isPresent()) {
      writer.seeOther(context, Answer.seeOther(START));
    } else {
      writer.writeAlone(
          context,
          page(
              403,
              "This link was used already or is older than ten minutes."
                  + " The terminal shows a new one after a restart.",
              START));
    }
  }

  void enterByKey(RoutingContext context) {
    var form = context.request().formAttributes();
    var key = Optional.ofNullable(form.get("key")).orElse("").strip();
    var next = Address.oursOr(form.get("next"), START);
    var holder = services.keys().find(key);
    if (holder.isEmpty()) {
      writer.writeAlone(
          context,
          page(403, "This key is unknown, expired or revoked. Check that it is whole.", next));
    } else if (!holder.get().scopes().contains(Scope.ADMIN)) {
      writer.writeAlone(
          context,
          page(403, "This key is good, but it lacks the scope admin, which the pages need.", next));
    } else {
      enter(context, services.sessions().begin(holder.get()), next);
    }
  }

  Answer leave(Visit visit) {
    cookies.session(visit.context()).ifPresent(services.sessions()::end);
    cookies.endSession(visit.context());
    return Answer.seeOther("/sign-in");
  }

  Answer chooseSpace(Visit visit) {
    visit
        .posted("space")
        .flatMap(UuidText::parse)
        .ifPresent(space -> cookies.keepSpace(visit.context(), space.toString()));
    return Answer.seeOther(START);
  }

  private void enter(RoutingContext context, Begun begun, String next) {
    var now = services.clock().instant();
    var lasts = Duration.between(now, begun.session().expiresAt());
    cookies.keepSession(context, begun.cookie(), lasts);
    writer.seeOther(context, Answer.seeOther(next));
  }

  private static Answer.Page page(int status, String notice, String next) {
    return new Answer.Page(status, "Sign in", Nav.NONE, "signin.jte", new View(notice, next));
  }
}
