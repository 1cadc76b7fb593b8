package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.space.Principal;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Requests of the handshake era that are under way, so that a later message can cancel one. A
 * client chooses its ids, so they are told apart by person as well. Thread-safe.
 */
final class Running {
  private final Map<Named, Mark> marks = new ConcurrentHashMap<>();

  private record Named(UUID person, JsonNode id) {}

  /** Whether one was cancelled. */
  static final class Mark {
    private volatile boolean cancelled;

    boolean isCancelled() {
      return cancelled;
    }
  }

  Mark begin(Principal caller, Message.Request request) {
    var mark = new Mark();
    marks.put(new Named(caller.person(), request.id()), mark);
    return mark;
  }

  void end(Principal caller, Message.Request request, Mark mark) {
    marks.remove(new Named(caller.person(), request.id()), mark);
  }

  /** Cancels one that is still under way; nothing otherwise. */
  void cancel(Principal caller, JsonNode id) {
    var mark = marks.get(new Named(caller.person(), id));
    if (mark != null) mark.cancelled = true;
  }
}
