package everthread.vitals;

import everthread.capture.CaptureStore;
import everthread.conversation.Site;
import everthread.extract.llm.ModelState;
import everthread.ingest.JobQueue;
import everthread.ingest.Workers;
import everthread.problem.ProblemException;
import everthread.search.IndexState;
import everthread.search.SearchIndex;
import everthread.space.SpaceId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The upkeep of a running server. Thread-safe. */
public final class LiveUpkeep implements Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(LiveUpkeep.class);

  private final Watched watched;
  private final Worked worked;

  /** What is only looked at. */
  public record Watched(
      Health health,
      DatabaseVitals database,
      DatabaseRestarts restarts,
      QueueSource queues,
      DiskSpace disk,
      Troubles troubles,
      Supplier<Optional<ModelState>> model) {}

  /** What can be set going. */
  public record Worked(CaptureStore captures, JobQueue jobs, Workers workers, SearchIndex index) {}

  public LiveUpkeep(Watched watched, Worked worked) {
    this.watched = watched;
    this.worked = worked;
  }

  @Override
  public ServerState server() {
    return new ServerState(
        watched.health().report(),
        facts(),
        watched.restarts().count(),
        watched.restarts().last().orElse(null),
        watched.disk().free(),
        watched.disk().floor(),
        watched.troubles().latest());
  }

  private @Nullable DatabaseFacts facts() {
    try {
      return watched.database().facts();
    } catch (ProblemException away) {
      return null;
    }
  }

  @Override
  public QueueState queue(SpaceId space) {
    return watched.queues().queue(space);
  }

  @Override
  public IndexState index(SpaceId space) {
    return worked.index().state(space);
  }

  @Override
  public Map<Site, Long> drifting(SpaceId space) {
    return watched.queues().drifting(space);
  }

  @Override
  public Optional<ModelState> model() {
    return watched.model().get();
  }

  @Override
  public long retry(SpaceId space) {
    long jobs = worked.jobs().replay(space);
    worked.workers().wake();
    return jobs;
  }

  @Override
  public long readAgain(SpaceId space, Site site) {
    long captures = worked.captures().readAgain(space, site);
    worked.workers().wake();
    return captures;
  }

  @Override
  public void rebuild(SpaceId space) {
    LOG.info("the index of space {} is built anew on request", space);
    Thread.ofVirtual().name("rebuild-on-request").start(() -> rebuildNow(space));
  }

  private void rebuildNow(SpaceId space) {
    try {
      worked.index().rebuild(space);
    } catch (RuntimeException failed) {
      LOG.error("building the index anew failed; the old one is still there", failed);
      watched.troubles().note(Troubles.Area.INDEX, failed.getClass().getSimpleName());
    }
  }
}
