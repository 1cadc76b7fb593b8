package everthread.space;

import java.util.List;

/** Keeps spaces and who may use them. Blocks: call from virtual threads. */
public interface SpaceStore {

  /** Makes a space of the person's own; the key that asks may use it at once. */
  Space create(Principal by, String name);

  /** The spaces that the principal's key or session may use, its current one first. */
  List<Space> list(Principal by);
}
