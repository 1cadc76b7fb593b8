package everthread.web.mcp.tools;

import everthread.memory.MemoryIds;
import everthread.search.Hit;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that open a thing in Everthread itself.
 *
 * @param base where a person reaches this server
 */
public record Links(URI base) {

  String to(Hit hit) {
    return hit.kind() == Hit.Kind.MEMORY
        ? toMemory(hit.id(), hit.conversationId())
        : toMessage(hit.conversationId(), hit.id());
  }

  /** A memory's own conversation when it has one, else the page of memories. */
  String toMemory(UUID memory, @Nullable UUID conversation) {
    return conversation == null
        ? base.resolve("/memories") + "#" + MemoryIds.toWire(memory)
        : base.resolve("/conversations/" + conversation).toString();
  }

  String toMessage(@Nullable UUID conversation, UUID message) {
    return conversation == null
        ? base.resolve("/").toString()
        : base.resolve("/conversations/" + conversation) + "#" + message;
  }
}
