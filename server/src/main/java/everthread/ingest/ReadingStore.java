package everthread.ingest;

import everthread.capture.CaptureStore.Outcome;
import everthread.conversation.ConversationStore.Telling;
import everthread.space.SpaceId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps what reading made of captures. Blocks: not for event loops. */
public interface ReadingStore {

  /** One capture that was read, and the jobs that asked for it. */
  sealed interface Read {
    UUID captureId();

    List<Job> jobs();

    /** It told of a conversation. */
    record Told(UUID captureId, List<Job> jobs, Telling telling) implements Read {
      public Told {
        jobs = List.copyOf(jobs);
      }
    }

    /** It told of none. */
    record Ended(UUID captureId, List<Job> jobs, Outcome outcome) implements Read {
      public Ended {
        jobs = List.copyOf(jobs);
      }
    }
  }

  /**
   * Saves the conversations, notes how reading ended and ends the jobs, all in one transaction.
   *
   * @return one outcome each, in order; empty for a conversation that was deleted: nothing is
   *     changed for it then, and its jobs stand
   */
  List<Optional<Outcome>> commit(SpaceId space, List<Read> read);
}
