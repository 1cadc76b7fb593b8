package everthread.capture;

import everthread.conversation.Site;
import everthread.space.SpaceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps captures raw, as they came. Blocks: call from virtual threads. */
public interface CaptureStore {

  /** What became of one capture. */
  enum Fate {
    /** Committed; it will be read. */
    STORED,
    /** Its id was accepted before; nothing was changed. */
    DUPLICATE,
    /** Of a conversation that was deleted; nothing was kept. */
    DELETED
  }

  /** How reading a capture ended. */
  sealed interface Outcome {
    record Read(UUID conversationId) implements Outcome {}

    record Nothing() implements Outcome {}

    /** Kept, counted and shown until a better reader reads it. */
    record Drift(String missing) implements Outcome {}
  }

  /** One row of the list of what could not be read. */
  record Drifting(Site site, String missing, long captures) {}

  /**
   * Commits the captures, all in one transaction, each with the job that reads it. What others
   * offer at the same time may share that transaction; each gets its own fates.
   *
   * @return one fate each, in order
   */
  List<Fate> accept(SpaceId space, List<Capture> captures);

  /** How large a kept capture's body is, in bytes. */
  record Size(UUID id, long bytes) {}

  /** Sizes of those that are still there, in the order in which they were captured. */
  List<Size> sizes(SpaceId space, Collection<UUID> ids);

  /** Those that are still there, in the order in which they were captured. */
  List<Capture> find(SpaceId space, Collection<UUID> ids);

  /**
   * Erases a capture that must not be kept, and with it all other captures and the conversation of
   * the same source id.
   */
  void forbid(SpaceId space, UUID id, Site site, @Nullable String conversationSourceId);

  /**
   * Has everything that could not be read, read again; with {@code all}, everything kept. Of many
   * the first are put back now, the others by jobs.
   *
   * @return how many there are
   */
  long readAgain(SpaceId space, boolean all);

  /** Goes on with that behind a capture. */
  void readOnAgain(SpaceId space, boolean all, UUID after);

  /** Has what of one site could not be read, read again; how many captures. */
  long readAgain(SpaceId space, Site site);

  /** What could not be read, by site and missing landmark, most first. */
  List<Drifting> drifting(SpaceId space);

  /** How reading of these captures ended so far; one that is still waiting is absent. */
  Map<UUID, Outcome> outcomes(SpaceId space, List<UUID> ids);
}
