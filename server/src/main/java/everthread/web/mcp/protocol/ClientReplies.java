package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.space.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Requests of ours that clients have not answered yet. Their ids cannot be guessed, and only who
 * was asked can answer. Thread-safe.
 */
final class ClientReplies {
  private static final long PATIENCE_MILLIS = 120_000;
  private static final long LOOK_MILLIS = 250;

  private final Map<String, Expected> open = new ConcurrentHashMap<>();

  /** One that is waited for. */
  static final class Expected {
    private final String id = UUID.randomUUID().toString();
    private final UUID person;
    private final CompletableFuture<Optional<JsonNode>> reply = new CompletableFuture<>();

    private Expected(UUID person) {
      this.person = person;
    }

    String id() {
      return id;
    }

    /** What came; empty when the client refused, is gone, or takes longer than two minutes. */
    Optional<JsonNode> await(BooleanSupplier gone) {
      for (long waited = 0; waited < PATIENCE_MILLIS; waited += LOOK_MILLIS) {
        try {
          return reply.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
          if (gone.getAsBoolean()) return Optional.empty();
        } catch (ExecutionException refused) {
          return Optional.empty();
        } catch (InterruptedException stopping) {
          Thread.currentThread().interrupt();
          return Optional.empty();
        }
      }
      return Optional.empty();
    }
  }

  Expected expect(Principal caller) {
    var expected = new Expected(caller.person());
    open.put(expected.id(), expected);
    return expected;
  }

  void forget(Expected expected) {
    open.remove(expected.id());
  }

  /** A client's answer; false when nobody waits for it, or another was asked. */
  boolean take(Principal caller, Message.Response response) {
    var expected = open.get(response.id());
    if (expected == null || !expected.person.equals(caller.person())) return false;
    return expected.reply.complete(Optional.ofNullable(response.result()));
  }
}
