package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.space.Principal;

/** Serves one JSON-RPC method, whatever the era. May block; thread-safe. */
@FunctionalInterface
interface Method {
  Outcome answer(Principal caller, ObjectNode params);
}
