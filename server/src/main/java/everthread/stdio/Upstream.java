package everthread.stdio;

import java.net.URI;
import java.util.Optional;

/** The server that the bridge leads to. Thread-safe. */
interface Upstream extends AutoCloseable {

  /**
   * Where it is.
   *
   * @param mcp its MCP endpoint
   * @param key to be sent with every request
   */
  record Place(URI mcp, String key) {}

  /** There is no server to speak to. */
  final class Missing extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1;

    /**
     * @param advice says what to do, a sentence or two for the client's person
     */
    Missing(String advice) {
      super(advice, null, false, false);
    }

    String advice() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * Where the server is now; starts one where that is how it is set up. Blocks until it listens.
   *
   * @throws Missing when there is none and none can be started
   */
  Place find() throws InterruptedException;

  /** Where the server is now; empty when none runs. Starts none. */
  Optional<Place> running();

  /**
   * Tells that nobody answered there.
   *
   * @return whether another look may find a server
   */
  boolean lost(Place place);

  /** Ends what was started for this bridge alone. */
  @Override
  void close();
}
