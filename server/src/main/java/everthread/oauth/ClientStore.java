package everthread.oauth;

import everthread.space.Principal;
import java.util.List;
import java.util.Optional;

/** Keeps clients that have no description of their own. Blocks: call from virtual threads. */
public interface ClientStore {
  /** Keeps one that registers itself; empty when there are too many already. */
  Optional<OAuthClient> register(String name, List<String> redirectUris);

  /** Keeps one that a person enters, for that person alone. */
  OAuthClient enter(Principal by, String name, List<String> redirectUris);

  /** The clients that the person entered, newest first. */
  List<OAuthClient> entered(Principal by);

  /** Forgets an entered client and ends what it was allowed. False when there is none. */
  boolean forget(Principal by, String id);

  /** Forgets a client that registered itself, and ends what the person allowed it. */
  void withdraw(Principal by, String id);

  Optional<OAuthClient> find(String id);

  /** Notes that it is in use, so that it is kept; nothing for one that is not kept here. */
  void used(String id);
}
