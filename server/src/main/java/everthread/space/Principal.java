package everthread.space;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, in which space, with what rights: made by authentication, never from a request's body.
 *
 * @param person the person behind the key or session
 * @param key the key's id, null for a browser session
 */
public record Principal(UUID person, @Nullable UUID key, SpaceId space, Set<Scope> scopes) {
  public Principal {
    scopes = Set.copyOf(scopes);
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
  }

  /** Throws {@link Problem.InsufficientScope} unless the scope is held. */
  public void require(Scope scope) {
    if (!may(scope)) throw new ProblemException(new Problem.InsufficientScope(scope.wireName()));
  }
}
