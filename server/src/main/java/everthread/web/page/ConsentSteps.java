package everthread.web.page;

import everthread.connecting.Attempts;
import everthread.connecting.Stage;
import everthread.connecting.Step;
import everthread.connecting.Visitor;
import everthread.oauth.AuthorizationServer.Asked;
import everthread.oauth.AuthorizationServer.Request;
import everthread.oauth.AuthorizationServer.SentBack;
import everthread.oauth.OAuthClient;
import everthread.problem.ProblemException;
import everthread.space.Principal;
import everthread.space.Scope;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Notes what becomes of a client's request for consent, for the person who looks. Thread-safe. */
final class ConsentSteps {
  private static final String AGAIN =
      "Remove Everthread in the client and add it again, so that it registers and asks anew.";

  private final Attempts attempts;

  ConsentSteps(Attempts attempts) {
    this.attempts = attempts;
  }

  /** Reads a request, and notes why when it cannot be put before the person. */
  Asked watch(Principal by, String query, Supplier<Asked> reading) {
    try {
      var asked = reading.get();
      if (asked instanceof SentBack back) refused(by, back);
      return asked;
    } catch (ProblemException refused) {
      var problem = refused.problem();
      var stage = problem.code().equals("invalid_client") ? Stage.CLIENT : Stage.CONSENT;
      attempts.note(
          Visitor.of(by.person(), client(query), null),
          Step.failed(stage, problem.detail(), AGAIN));
      throw refused;
    }
  }

  /** The person looks at the page. */
  void asked(Principal by, Request request) {
    var client = request.client();
    var visitor = visitor(by, client);
    if (client.kind() == OAuthClient.Kind.DOCUMENT) {
      var sentence = "Its description was read at " + client.host() + ", which vouches for it.";
      attempts.note(visitor, Step.done(Stage.CLIENT, sentence));
    }
    attempts.note(
        visitor,
        Step.waiting(
            Stage.CONSENT, "You are asked whether it may " + names(request.scopes()) + "."));
  }

  /**
   * @param allowed none when the person did not want it
   */
  void answered(Principal by, Request request, Set<Scope> allowed) {
    var step =
        allowed.isEmpty()
            ? Step.failed(
                Stage.CONSENT,
                "You did not allow it, and it was told so.",
                "If it was to come in, connect it again and choose Allow.")
            : Step.done(Stage.CONSENT, "You allowed it to " + names(allowed) + ".");
    attempts.note(visitor(by, request.client()), step);
  }

  private void refused(Principal by, SentBack back) {
    var step =
        switch (back.error()) {
          case "invalid_target" ->
              Step.failed(
                  Stage.CONSENT,
                  "It asked for a token for another server than this one.",
                  "Give the client the very address that this page shows.");
          case "invalid_scope" ->
              Step.failed(
                  Stage.CONSENT,
                  "It asked for nothing that is given here; there are read and write.",
                  "Leave the scopes empty where the client asks for them.");
          case "unsupported_response_type" ->
              Step.failed(Stage.CONSENT, "It did not ask for an authorization code.", newer());
          default ->
              Step.failed(
                  Stage.CONSENT,
                  "Its request could not be taken (" + back.error() + "): it needs PKCE with S256.",
                  newer());
        };
    attempts.note(visitor(by, back.client()), step);
  }

  private static String newer() {
    return "This is for the client’s makers to mend; a newer version of the client may do better.";
  }

  private static Visitor visitor(Principal by, OAuthClient client) {
    return Visitor.of(by.person(), client.id(), client.name());
  }

  /** The id that a request names that could not be read. */
  private static @Nullable String client(String query) {
    try {
      var ids =
          new QueryStringDecoder(query, false).parameters().getOrDefault("client_id", List.of());
      return ids.size() == 1 ? ids.getFirst() : null;
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  private static String names(Set<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::wireName).collect(Collectors.joining(" and "));
  }
}
