package everthread.web.page;

import everthread.conversation.Site;
import everthread.ingest.MeaningState;
import everthread.ingest.Stats;
import everthread.search.IndexState;
import everthread.space.PairingStore.Browser;
import everthread.vitals.QueueState;
import everthread.vitals.ServerState;
import java.util.List;
import java.util.Map;

/**
 * All that the status page tells, as it was looked up at one time.
 *
 * @param drifting by site, of how many chats something could not be read
 */
record Standing(
    Stats stats,
    MeaningState meaning,
    ServerState server,
    QueueState queue,
    IndexState index,
    Map<Site, Long> drifting,
    List<Browser> browsers,
    Installation installation,
    Dates dates) {
  Standing {
    drifting = Map.copyOf(drifting);
    browsers = List.copyOf(browsers);
  }

  /** Whether new things are refused for want of room. */
  boolean isFull() {
    return server.free() < server.floor();
  }

  boolean isNearlyFull() {
    return server.free() < 5 * server.floor();
  }

  /** What can be found when everything is indexed. */
  long findable() {
    return stats.messages() + stats.memories();
  }
}
