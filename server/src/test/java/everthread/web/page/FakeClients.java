package everthread.web.page;

import everthread.oauth.AuthorizationServer;
import everthread.oauth.GrantStore.Connection;
import everthread.oauth.OAuthClient;
import everthread.oauth.OAuthClient.Kind;
import everthread.oauth.RedirectUris.Place;
import everthread.space.Ids;
import everthread.space.Principal;
import everthread.space.Scope;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Clients as a person may have let them in, and two that ask. */
final class FakeClients implements AuthorizationServer {
  private static final OAuthClient CLAUDE =
      new OAuthClient(
          "https://claude.ai/oauth/client",
          Kind.DOCUMENT,
          "Claude",
          List.of("https://claude.ai/api/mcp/auth_callback"));

  private static final OAuthClient UNKNOWN =
      new OAuthClient(
          "everthread-client-2",
          Kind.REGISTERED,
          "Notes and tasks of every assistant in one place, for teams",
          List.of("https://answers.of-a-rather-long-name.notes-and-tasks.example/oauth/callback"));

  private final List<Connection> connections = new ArrayList<>();
  private final List<OAuthClient> entered = new ArrayList<>();

  void connect() {
    connections.add(
        new Connection(
            Ids.next(),
            "Claude",
            "claude.ai",
            "Personal",
            Set.of(Scope.READ, Scope.WRITE),
            PreviewClock.NOW.minus(Duration.ofDays(3)),
            PreviewClock.NOW.minus(Duration.ofMinutes(5))));
  }

  /** Claude asks what can be granted, and the other, which answers with a token, what cannot. */
  @Override
  public Asked read(Principal by, String query) {
    if (query.contains("response_type=token")) {
      var back = UNKNOWN.redirectUris().getFirst() + "?error=unsupported_response_type";
      return new SentBack(UNKNOWN, Place.WEB, "unsupported_response_type", URI.create(back));
    }
    return new Request(
        CLAUDE,
        CLAUDE.redirectUris().getFirst(),
        Place.WEB,
        Set.of(Scope.READ, Scope.WRITE),
        query);
  }

  @Override
  public URI allow(Principal by, Request request, Set<Scope> scopes) {
    return URI.create(request.redirectUri() + "?code=c");
  }

  @Override
  public URI refuse(Request request) {
    return URI.create(request.redirectUri() + "?error=access_denied");
  }

  @Override
  public List<Connection> connections(Principal by) {
    return connections;
  }

  @Override
  public boolean disconnect(Principal by, UUID connection) {
    return connections.removeIf(each -> each.id().equals(connection));
  }

  @Override
  public List<OAuthClient> entered(Principal by) {
    return entered;
  }

  @Override
  public OAuthClient enter(Principal by, String name, List<String> redirectUris) {
    var client = new OAuthClient("everthread-client-1", Kind.ENTERED, name, redirectUris);
    entered.add(client);
    return client;
  }

  @Override
  public boolean forget(Principal by, String client) {
    return entered.removeIf(each -> each.id().equals(client));
  }
}
