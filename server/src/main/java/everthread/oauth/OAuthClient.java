package everthread.oauth;

import java.net.URI;
import java.util.List;

/**
 * A program that asks to be let in. All are public clients: they hold no secret.
 *
 * @param id for one that describes itself, the https address of its description
 * @param name as it is shown, cleaned and never blank; what it says of itself proves nothing
 * @param redirectUris where answers may go, each of the form that {@link RedirectUris} takes
 */
public record OAuthClient(String id, Kind kind, String name, List<String> redirectUris) {

  /** How it became known. */
  public enum Kind {
    /** By a metadata document at its id, so its host is proven. */
    DOCUMENT,
    /** It registered itself; nobody vouches for it. */
    REGISTERED,
    /** A person entered it. */
    ENTERED
  }

  public OAuthClient {
    redirectUris = List.copyOf(redirectUris);
  }

  /** The host of the id where there is one, else empty. */
  public String host() {
    return kind == Kind.DOCUMENT ? String.valueOf(URI.create(id).getHost()) : "";
  }
}
