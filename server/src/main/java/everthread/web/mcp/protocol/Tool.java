package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Principal;
import everthread.space.Scope;
import org.jspecify.annotations.Nullable;

/** Something that a model can call. Translates; the work is done elsewhere. Thread-safe. */
public interface Tool {

  /** Letters, digits and underscores; clients show and log it. */
  String name();

  /** False for one that is taken in calls but not shown, such as an older name. */
  default boolean isListed() {
    return true;
  }

  /** For people. */
  String title();

  /** For models: when to call it, when not, what comes back. */
  String description();

  /** JSON Schema 2020-12 of an object, without keywords that model providers refuse at the root. */
  ObjectNode inputSchema();

  /** JSON Schema 2020-12 that every answer's data fits; null for a tool that gives no data. */
  @Nullable ObjectNode outputSchema();

  Annotations annotations();

  /** What the caller must hold; checked before the call. */
  Scope needs();

  /**
   * Runs it. Blocks.
   *
   * @param arguments fit the input schema; no member of it is null
   */
  ToolResult call(Principal caller, ObjectNode arguments);

  /** The same for a tool that speaks with its client while it works. */
  default ToolResult call(Exchange exchange, ObjectNode arguments) {
    return call(exchange.caller(), arguments);
  }

  /**
   * Hints that clients use to decide whether to ask the person first.
   *
   * @param readOnly changes nothing
   * @param destructive may remove something
   * @param idempotent a second call with the same arguments changes nothing more
   */
  record Annotations(boolean readOnly, boolean destructive, boolean idempotent) {
    public static final Annotations READS = new Annotations(true, false, true);
    public static final Annotations ADDS = new Annotations(false, false, false);
    public static final Annotations REMOVES = new Annotations(false, true, true);
  }
}
