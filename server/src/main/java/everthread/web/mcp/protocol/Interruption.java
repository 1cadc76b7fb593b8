package everthread.web.mcp.protocol;

/** Ends a method's work early with an outcome of its own. Never leaves this room. */
final class Interruption extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Outcome outcome;

  Interruption(Outcome outcome) {
    super(null, null, false, false);
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }
}
