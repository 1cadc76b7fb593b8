package everthread.web.page;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.space.Scope;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Function;

/** Runs a page's code for a signed-in person and writes what it answers. */
final class PageHandler {
  private final PageServices services;
  private final Visitors visitors;
  private final PageWriter writer;

  PageHandler(PageServices services, Visitors visitors, PageWriter writer) {
    this.services = services;
    this.visitors = visitors;
    this.writer = writer;
  }

  /** For pages that only show something. */
  Handler<RoutingContext> show(Function<Visit, Answer> page) {
    return services.dispatch().to(context -> run(context, page));
  }

  /** For what changes something: refused without the session's token. */
  Handler<RoutingContext> change(Scope scope, Function<Visit, Answer> action) {
    return services
        .dispatch()
        .to(
            context ->
                run(
                    context,
                    visit -> {
                      requireToken(visit);
                      visit.require(scope);
                      return action.apply(visit);
                    }));
  }

  private void run(RoutingContext context, Function<Visit, Answer> page) {
    var visit = visitors.find(context);
    if (visit.isEmpty()) {
      askToSignIn(context);
      return;
    }
    visit.get().require(Scope.READ);
    writer.write(visit.get(), page.apply(visit.get()));
  }

  private void askToSignIn(RoutingContext context) {
    if (context.request().getHeader("HX-Request") != null) {
      context.response().putHeader("HX-Redirect", "/sign-in").setStatusCode(401).end();
      return;
    }
    writer.writeAlone(context, SignInPage.asked(context.request().uri()));
  }

  private void requireToken(Visit visit) {
    var header = visit.context().request().getHeader("X-CSRF-Token");
    var given = header == null ? visit.posted("csrf").orElse("") : header;
    if (!MessageDigest.isEqual(bytes(given), bytes(visit.session().csrf()))) {
      throw new ProblemException(
          new Problem.ForeignOrigin(
              "This form was not made by this session. Go back, load the page again and repeat."));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
