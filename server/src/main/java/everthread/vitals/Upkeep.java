package everthread.vitals;

import everthread.conversation.Site;
import everthread.extract.llm.ModelState;
import everthread.search.IndexState;
import everthread.space.SpaceId;
import java.util.Map;
import java.util.Optional;

/** What the status page looks at, and what it can set going. Blocks. */
public interface Upkeep {
  ServerState server();

  QueueState queue(SpaceId space);

  IndexState index(SpaceId space);

  /** By site, of how many of the space's chats something could not be read. */
  Map<Site, Long> drifting(SpaceId space);

  /** The language model that looks for facts; empty when none is configured. */
  default Optional<ModelState> model() {
    return Optional.empty();
  }

  /** Has the space's jobs that were set aside tried again; how many. */
  long retry(SpaceId space);

  /** Has a site's captures that could not be read, read again; how many. */
  long readAgain(SpaceId space, Site site);

  /** Begins to build the space's index anew, in the background. */
  void rebuild(SpaceId space);
}
