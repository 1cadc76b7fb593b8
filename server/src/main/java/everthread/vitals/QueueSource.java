package everthread.vitals;

import everthread.conversation.Site;
import everthread.space.SpaceId;
import java.util.Map;

/** Tells how the jobs stand. Blocks: call from virtual threads. */
public interface QueueSource {
  /** Of one space. */
  QueueState queue(SpaceId space);

  /** By site, of how many of the space's chats something could not be read. */
  Map<Site, Long> drifting(SpaceId space);

  /** Of all spaces together. */
  QueueState queue();
}
