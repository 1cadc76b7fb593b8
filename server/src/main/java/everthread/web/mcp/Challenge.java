package everthread.web.mcp;

import everthread.problem.Problem;
import everthread.space.Scope;

/**
 * Tells a client that may not come in how it could (RFC 6750, section 3; RFC 9728, section 5.1).
 *
 * @param metadata where this resource says who may let in; empty where keys are all there is
 */
public record Challenge(String metadata) {
  /** Keys are all there is. */
  public static final Challenge KEYS_ONLY = new Challenge("");

  /** All that a client may be given, so that it asks once. */
  private static final String SCOPES = "read write";

  String of(Problem problem) {
    if (metadata.isEmpty()) {
      return problem instanceof Problem.InvalidToken ? "Bearer error=\"invalid_token\"" : "Bearer";
    }
    var error = problem instanceof Problem.InvalidToken ? "error=\"invalid_token\", " : "";
    return "Bearer " + error + where() + "scope=\"" + SCOPES + "\"";
  }

  /** The key or token is good, but lacks a scope; asking for all keeps what it has. */
  String forScope(Scope needed) {
    var scopes = metadata.isEmpty() ? needed.wireName() : SCOPES;
    return "Bearer error=\"insufficient_scope\", " + where() + "scope=\"" + scopes + "\"";
  }

  private String where() {
    return metadata.isEmpty() ? "" : "resource_metadata=\"" + metadata + "\", ";
  }
}
