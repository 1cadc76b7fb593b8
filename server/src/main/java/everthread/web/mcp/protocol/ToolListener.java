package everthread.web.mcp.protocol;

import java.time.Duration;

/** Is told how each call of a tool ended. Must neither block nor throw. */
@FunctionalInterface
public interface ToolListener {
  /** How a call ended. */
  enum End {
    ANSWERED,
    /** Understood, but not served; the model was told why. */
    REFUSED,
    /** The key may not. */
    DENIED,
    /** By a fault of ours. */
    FAILED
  }

  /**
   * @param tool its listed name
   */
  void called(String tool, End end, Duration took);
}
