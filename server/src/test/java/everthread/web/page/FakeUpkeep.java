package everthread.web.page;

import everthread.conversation.Site;
import everthread.ingest.Job;
import everthread.search.IndexState;
import everthread.space.SpaceId;
import everthread.vitals.DatabaseFacts;
import everthread.vitals.Health;
import everthread.vitals.Part;
import everthread.vitals.QueueState;
import everthread.vitals.ServerState;
import everthread.vitals.Troubles.Area;
import everthread.vitals.Troubles.Trouble;
import everthread.vitals.Upkeep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An invented server: calm by itself, troubled when told to be. Remembers what it was asked. */
final class FakeUpkeep implements Upkeep {
  static final long FLOOR = 512_000_000L;

  final List<String> asked = new ArrayList<>();
  QueueState queue = QueueState.EMPTY;
  IndexState index = IndexState.NONE;
  Map<Site, Long> drifting = Map.of();
  List<Trouble> troubles = List.of();
  List<Part> parts =
      List.of(
          ok("database"),
          ok("migrations"),
          ok("index"),
          ok("workers"),
          ok("indexer"),
          ok("storage"));
  long free = 88_000_000_000L;

  private static Part ok(String name) {
    return new Part(name, true, "ok", "It works.");
  }

  /** A house with work under way and one site that changed. */
  void furnish() {
    var now = PreviewClock.NOW;
    queue =
        new QueueState(
            List.of(
                new QueueState.Kind(Job.Kind.EXTRACT, 12, 2, 0, now.minusSeconds(3)),
                new QueueState.Kind(Job.Kind.ERASE_MEMORY, 0, 0, 1, null)),
            List.of());
    index = new IndexState(249_718, 301_022, false, 0);
    drifting = Map.of(Site.GEMINI, 14L);
    troubles =
        List.of(
            new Trouble(Area.READING, "unavailable", 2, now.minus(Duration.ofHours(3))),
            new Trouble(Area.DATABASE, "died", 1, now.minus(Duration.ofHours(3))));
  }

  /** All that can go wrong at once. */
  void trouble() {
    furnish();
    queue =
        new QueueState(
            List.of(
                new QueueState.Kind(
                    Job.Kind.READ, 40, 3, 2, PreviewClock.NOW.minus(Duration.ofMinutes(12)))),
            List.of(
                new QueueState.Dead(Job.Kind.READ, "StackOverflowError", 2),
                new QueueState.Dead(Job.Kind.EXTRACT, "NullPointerException", 1)));
    index = new IndexState(249_718, 301_022, true, 101_300);
    drifting = Map.of(Site.GEMINI, 14L, Site.CLAUDE, 3L);
    free = 210_000_000L;
    parts =
        List.of(
            ok("database"),
            ok("migrations"),
            ok("index"),
            new Part("workers", false, "workers_dead", "2 of 3 running."),
            ok("indexer"),
            new Part("storage", false, "storage_full", "Make room."));
  }

  @Override
  public ServerState server() {
    var database =
        new DatabaseFacts(
            "18.6",
            1_900_000_000L,
            PreviewClock.NOW.minus(Duration.ofHours(3)),
            Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on"),
            1_204_551,
            12);
    var died = troubles.stream().anyMatch(trouble -> trouble.area() == Area.DATABASE);
    return new ServerState(
        new Health.Report(false, parts),
        database,
        died ? 1 : 0,
        died ? PreviewClock.NOW.minus(Duration.ofHours(3)) : null,
        free,
        FLOOR,
        troubles);
  }

  @Override
  public QueueState queue(SpaceId space) {
    return queue;
  }

  @Override
  public IndexState index(SpaceId space) {
    return index;
  }

  @Override
  public Map<Site, Long> drifting(SpaceId space) {
    return drifting;
  }

  @Override
  public long retry(SpaceId space) {
    asked.add("retry");
    long jobs = queue.setAside();
    queue = new QueueState(queue.kinds(), List.of());
    return jobs;
  }

  @Override
  public long readAgain(SpaceId space, Site site) {
    asked.add("read again " + site.wireName());
    drifting = Map.of();
    return 14;
  }

  @Override
  public void rebuild(SpaceId space) {
    asked.add("rebuild");
    index = new IndexState(index.documents(), index.position(), true, 60_000);
  }
}
