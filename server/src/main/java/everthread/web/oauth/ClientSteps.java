package everthread.web.oauth;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import everthread.connecting.Attempts;
import everthread.connecting.Stage;
import everthread.connecting.Step;
import everthread.connecting.Visitor;
import everthread.problem.ProblemException;
import everthread.web.ClientOrigin;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Notes what clients do at the endpoints, for the person who looks. Thread-safe. */
final class ClientSteps {
  private final Attempts attempts;

  ClientSteps(Attempts attempts) {
    this.attempts = attempts;
  }

  /** Serves a document, and notes who read it. */
  void document(Router router, Stage stage, List<String> paths, String json) {
    for (var path : paths) {
      router
          .get(path)
          .handler(
              context -> {
                read(context, stage);
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(json);
              });
    }
  }

  private void read(RoutingContext context, Stage stage) {
    var sentence =
        stage == Stage.RESOURCE
            ? "It read what this server is, and who lets in."
            : "It read where to register, to ask for consent and to get tokens.";
    attempts.note(Visitor.from(ClientOrigin.of(context)), Step.done(stage, sentence));
  }

  /** Runs the work and notes how it went. */
  Answered watch(Exchange exchange, Stage stage, Function<HTTPRequest, Answered> work) {
    var visitor = Visitor.from(ClientOrigin.of(exchange.context()));
    try {
      var answered = work.apply(exchange.request());
      attempts.note(
          visitor.withId(answered.client()).withName(answered.name()).withPerson(answered.person()),
          Step.done(stage, answered.sentence()));
      return answered;
    } catch (ProtocolError refused) {
      refused(
          visitor.withId(named(exchange, stage)),
          stage,
          refused.reason(),
          Advice.on(stage, String.valueOf(refused.error().getCode())));
      throw refused;
    } catch (ProblemException refused) {
      var problem = refused.problem();
      refused(
          visitor.withId(named(exchange, stage)),
          stage,
          problem.detail(),
          Advice.on(stage, problem.code()));
      throw refused;
    }
  }

  private void refused(Visitor visitor, Stage stage, String reason, String fix) {
    attempts.note(visitor, Step.failed(stage, reason, fix));
  }

  /** The client that a refused request names, where it names one. */
  private static @Nullable String named(Exchange exchange, Stage stage) {
    var body = exchange.request().getBody();
    if (stage == Stage.CLIENT || body == null) return null;
    var ids = URLUtils.parseParameters(body).getOrDefault("client_id", List.of());
    return ids.size() == 1 ? ids.getFirst() : null;
  }
}
