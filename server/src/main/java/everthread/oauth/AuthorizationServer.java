package everthread.oauth;

import everthread.space.Principal;
import everthread.space.Scope;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Decides who is let in, for the pages: what a client asks, and what the person answers. The one
 * seam behind which another issuer could stand. Blocks: call from virtual threads.
 */
public interface AuthorizationServer {
  /** What came of reading a client's request. */
  sealed interface Asked {}

  /**
   * To be put before the person.
   *
   * @param query the request as it came, to be read again when the person has answered
   * @param scopes what it may be allowed at most
   */
  record Request(
      OAuthClient client,
      String redirectUri,
      RedirectUris.Place place,
      Set<Scope> scopes,
      String query)
      implements Asked {
    public Request {
      scopes = Set.copyOf(scopes);
    }
  }

  /**
   * Refused; the client may be told so at its own, checked address, once the person agrees: whoever
   * registers a client could otherwise send people anywhere by a link to here (RFC 9700, section
   * 4.11.2).
   *
   * @param error its code
   * @param to the redirect address with the error
   */
  record SentBack(OAuthClient client, RedirectUris.Place place, String error, URI to)
      implements Asked {}

  /**
   * Reads an authorization request.
   *
   * @param query of the address, as it came
   * @throws everthread.problem.ProblemException when it is not known where an answer may go;
   *     nothing is sent anywhere then
   */
  Asked read(Principal by, String query);

  /** Lets the client in: where to send the person, with the code. */
  URI allow(Principal by, Request request, Set<Scope> scopes);

  /** Where to send the person when they do not allow it. */
  URI refuse(Request request);

  List<GrantStore.Connection> connections(Principal by);

  boolean disconnect(Principal by, UUID connection);

  /** Clients that the person entered. */
  List<OAuthClient> entered(Principal by);

  /**
   * Enters a client.
   *
   * @throws everthread.problem.ProblemException when no answer may go to one of the addresses
   */
  OAuthClient enter(Principal by, String name, List<String> redirectUris);

  boolean forget(Principal by, String client);
}
