package everthread.web.mcp.protocol;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.space.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request under way: who asks, and what can be said to its client before the answer. */
public interface Exchange {

  Principal caller();

  /** The request's, as it came. */
  JsonNode id();

  /** The way to its client. */
  Outlet outlet();

  /** Where its client's session is told what changes; null without one. */
  @Nullable Mailbox mailbox();

  /**
   * Whether the client said that it can be asked such a thing. Clients of the handshake era said so
   * when they began, which is not remembered: they are taken to be able.
   *
   * @param capability such as {@code elicitation}
   */
  boolean can(String capability);

  /** Tells how far the work has come, if the client asked to hear it. */
  void progress(double done, double total);

  /** Tells a line of the work's log, if the client asked to hear it. */
  void log(String level, JsonNode data);

  /** True once nobody waits for the answer any more. */
  boolean isCancelled();

  /**
   * Has the client supply things, by key, and gives what it supplied. In the stateless era the work
   * ends here and begins anew when they have come, so what comes before must be harmless to repeat.
   *
   * @throws Interruption when they are not here yet, or cannot be had
   */
  Map<String, JsonNode> ask(Map<String, ClientRequest> requests);

  /** The same for one thing. */
  default JsonNode ask(String key, ClientRequest request) {
    return requireNonNull(ask(Map.of(key, request)).get(key));
  }
}
