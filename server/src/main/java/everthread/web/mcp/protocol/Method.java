package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Serves one JSON-RPC method, whatever the era. May block; thread-safe. */
@FunctionalInterface
interface Method {
  Outcome answer(Exchange exchange, ObjectNode params);
}
