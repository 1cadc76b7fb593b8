package everthread.store.pg;

/** What is run after erasures, for tests outside of the room. */
public final class Sweeping {
  public static final String STATEMENT = Sweep.CLEAR;

  private Sweeping() {}
}
