package everthread.space;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Keeps browser sessions and the one-time codes that begin them. Blocks. */
public interface SessionStore {

  /**
   * A person signed in on the pages.
   *
   * @param csrf must come back in every form and htmx request that changes something
   */
  record Session(Holder holder, String csrf, Instant expiresAt) {}

  /** A session just begun, with the cookie's value, which is stored nowhere. */
  record Begun(Session session, String cookie) {}

  /** Makes a code that begins one session of the person, good once and for ten minutes. */
  String signInCode(UUID person);

  /** Uses up a sign-in code; empty when it is unknown, used or too old. */
  Optional<Begun> redeem(String code);

  /** Begins a session for the holder of a key with scope admin. */
  Begun begin(Holder holder);

  /** The session of a cookie; empty when unknown, ended or too old. */
  Optional<Session> find(String cookie);

  /** Ends a session; does nothing for an unknown cookie. */
  void end(String cookie);
}
