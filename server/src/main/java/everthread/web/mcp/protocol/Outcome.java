package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Scope;
import org.jspecify.annotations.Nullable;

/** What a method comes to, before an era dresses it. */
public sealed interface Outcome {

  /**
   * @param freshness how long a client may keep it; null for what is never to be kept
   */
  record Result(ObjectNode body, @Nullable Freshness freshness) implements Outcome {}

  record Failed(RpcError error) implements Outcome {}

  /**
   * The client is to supply something and ask again.
   *
   * @param requests by key: what is to be supplied
   * @param state to be sent back as it is
   */
  record InputRequired(ObjectNode requests, String state) implements Outcome {}

  /**
   * There is no such resource, or it is another's. Each era has a code of its own for it.
   *
   * @param uri as the client wrote it
   */
  record Absent(String uri) implements Outcome {}

  /** The caller lacks a scope: an authorization failure, so that a client can ask for more. */
  record Denied(Scope needed) implements Outcome {}

  /**
   * Caching hints of revision 2026-07-28, server/utilities/caching.
   *
   * @param millis for how long, from now
   * @param shared true when every caller gets the same
   */
  record Freshness(long millis, boolean shared) {}

  static Outcome strangeCursor() {
    return invalidParams("This cursor is not from here.");
  }

  static Outcome invalidParams(String sentence) {
    return new Failed(new RpcError(RpcError.INVALID_PARAMS, sentence));
  }
}
