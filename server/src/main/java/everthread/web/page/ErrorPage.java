package everthread.web.page;

import everthread.problem.Bare;
import everthread.problem.ProblemException;
import everthread.web.OperationName;
import everthread.web.RequestId;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in words why a page cannot be shown. */
public final class ErrorPage {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorPage.class);

  /**
   * @param heading what happened
   * @param detail what is safe, and what to do
   */
  public record View(int status, String heading, String detail) {}

  private final PageWriter writer;

  ErrorPage(PageWriter writer) {
    this.writer = writer;
  }

  void write(RoutingContext context) {
    if (context.response().ended()) return;
    var view = view(context);
    writer.writeAlone(
        context, new Answer.Page(view.status(), view.heading(), Nav.NONE, "error.jte", view));
  }

  private static View view(RoutingContext context) {
    var failure = context.failure();
    if (failure instanceof ProblemException expected) {
      var problem = expected.problem();
      return new View(problem.status(), heading(problem.status()), problem.detail());
    }
    var status =
        failure instanceof HttpException http ? http.getStatusCode() : context.statusCode();
    if (status >= 400 && status < 500) return new View(status, heading(status), detail(status));
    LOG.atError()
        .addKeyValue("id", RequestId.of(context))
        .addKeyValue("operation", OperationName.of(context))
        .setCause(failure == null ? null : Bare.of(failure))
        .log("a page failed");
    return new View(500, heading(500), detail(500));
  }

  private static String heading(int status) {
    return switch (status) {
      case 401, 403 -> "That isn't allowed from here";
      case 404 -> "There is nothing at this address";
      case 405 -> "This page can't be used that way";
      case 413 -> "That is too long";
      case 503 -> "The server can't answer just now";
      default -> status < 500 ? "This can't be read" : "The server tripped over this";
    };
  }

  private static String detail(int status) {
    return switch (status) {
      case 404 -> "It was deleted, or the link is not whole. Another space may hold it.";
      case 413 -> "Shorten it and try again; nothing was changed.";
      case 500 ->
          "Your chats and memories are safe. What went wrong stands in the server's log;"
              + " loading the page again often helps.";
      default -> "Go back and try again; nothing was changed.";
    };
  }
}
