package everthread.web.page;

import everthread.oauth.AuthorizationServer;
import everthread.oauth.AuthorizationServer.Request;
import everthread.oauth.AuthorizationServer.SentBack;
import everthread.oauth.OAuthClient;
import everthread.oauth.RedirectUris.Place;
import everthread.space.Principal;
import everthread.space.Scope;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;

/**
 * Asks the person whether a client may come in. The form brings the client's request back as it
 * came, and it is read again: what is allowed is what was asked, checked both times.
 */
final class ConsentPage {
  private final AuthorizationServer server;

  ConsentPage(AuthorizationServer server) {
    this.server = server;
  }

  Answer show(Visit visit) {
    var asked = visit.context().request().query();
    var query = asked == null ? "" : asked;
    return switch (server.read(visit.principal(), query)) {
      case SentBack back -> page(back, query);
      case Request request -> page(visit, request);
    };
  }

  Answer decide(Visit visit) {
    var query = visit.posted("request").orElse("");
    return switch (server.read(visit.principal(), query)) {
      case SentBack back -> new Answer.Away(back.to());
      case Request request -> new Answer.Away(answer(visit, request));
    };
  }

  private URI answer(Visit visit, Request request) {
    var scopes = chosen(visit, request);
    boolean allowed = visit.posted("answer").orElse("").equals("allow") && !scopes.isEmpty();
    return allowed ? server.allow(inSpace(visit), request, scopes) : server.refuse(request);
  }

  private static Set<Scope> chosen(Visit visit, Request request) {
    var scopes = EnumSet.noneOf(Scope.class);
    for (var name : visit.form().getAll("scope")) Scope.ofWireName(name).ifPresent(scopes::add);
    scopes.retainAll(request.scopes());
    return scopes;
  }

  private static Principal inSpace(Visit visit) {
    var by = visit.principal();
    var asked = visit.posted("space").orElse("");
    return visit.spaces().stream()
        .filter(space -> space.id().toString().equals(asked))
        .findFirst()
        .map(space -> new Principal(by.person(), by.key(), space.id(), by.scopes()))
        .orElse(by);
  }

  /** Nobody is sent away by a mere link: the person says so first. */
  private static Answer page(SentBack back, String query) {
    var view =
        new MisaskedView(
            back.client().name(),
            identity(back.client()),
            destination(back.place(), back.to()),
            back.error(),
            query);
    return new Answer.Asking("This cannot be allowed", "misasked.jte", view, source(back.to()));
  }

  private static Answer page(Visit visit, Request request) {
    var client = request.client();
    var to = URI.create(request.redirectUri());
    var view =
        new ConsentView(
            client.name(),
            identity(client),
            destination(request.place(), to),
            warning(request.place(), client),
            request.scopes().contains(Scope.READ),
            request.scopes().contains(Scope.WRITE),
            request.query(),
            visit.spaces());
    return new Answer.Asking("Let a client in?", "consent.jte", view, source(to));
  }

  private static String identity(OAuthClient client) {
    return switch (client.kind()) {
      case DOCUMENT -> "It comes from " + client.host() + ", which vouches for it.";
      case REGISTERED -> "It calls itself “" + client.name() + "”; nobody has checked that it is.";
      case ENTERED -> "You entered it under Settings.";
    };
  }

  private static String destination(Place place, URI to) {
    return switch (place) {
      case WEB, THIS_MACHINE -> String.valueOf(to.getRawAuthority());
      case PROGRAM -> to.getScheme() + "://";
    };
  }

  private static String warning(Place place, OAuthClient client) {
    return switch (place) {
      case THIS_MACHINE, PROGRAM ->
          "The answer goes to a program on the machine that you sit at. Any program there could ask"
              + " like this: allow it only if you have just told one to connect.";
      case WEB ->
          client.kind() == OAuthClient.Kind.REGISTERED
              ? "Allow it only if you have just told a client at that address to connect."
              : "";
    };
  }

  /** For the policy: after our form the browser may go on to this address, and to no other. */
  private static String source(URI to) {
    return to.getScheme().startsWith("http")
        ? to.getScheme() + "://" + to.getRawAuthority()
        : to.getScheme() + ":";
  }
}
