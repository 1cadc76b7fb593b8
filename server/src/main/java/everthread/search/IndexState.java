package everthread.search;

/**
 * How a space's index stands.
 *
 * @param documents messages and memories that can be found
 * @param position how far in the change feed it has come
 * @param building whether a new one is being built
 * @param built documents in the one that is being built; 0 when none is
 */
public record IndexState(long documents, long position, boolean building, long built) {
  public static final IndexState NONE = new IndexState(0, 0, false, 0);
}
