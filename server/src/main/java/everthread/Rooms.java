package everthread;

import everthread.context.ContextBuilder;
import everthread.feed.ChangeFeed;
import everthread.ingest.CleanConversations;
import everthread.ingest.CleanHistories;
import everthread.ingest.CleanHygiene;
import everthread.ingest.CleanMemories;
import everthread.ingest.CleanSearch;
import everthread.ingest.CleanText;
import everthread.ingest.CountedSearch;
import everthread.ingest.Precedence;
import everthread.ingest.Quiet;
import everthread.ingest.Recalls;
import everthread.oauth.SignIn;
import everthread.redact.LegibleText;
import everthread.redact.Redactor;
import everthread.space.SpaceId;
import everthread.store.pg.Housekeeping;
import everthread.store.pg.PgAnswerStore;
import everthread.store.pg.PgChangeFeed;
import everthread.store.pg.PgKeyStore;
import everthread.store.pg.PgMemoryHistories;
import everthread.store.pg.PgMemoryHygiene;
import everthread.store.pg.PgPairingStore;
import everthread.store.pg.PgRecallStore;
import everthread.store.pg.PgSpaceStore;
import everthread.store.pg.PgStats;
import everthread.store.pg.Sweep;
import everthread.vitals.CaptureMeter;
import everthread.vitals.DiskSpace;
import everthread.vitals.WorkMeter;
import everthread.web.rest.RestServices;
import java.time.Duration;

/** The rooms behind the doors, put together from the store up, and at work. */
final class Rooms {
  private static final Duration SWEEP_AFTER = Duration.ofMinutes(1);

  private final PgChangeFeed feed;
  private final Finding finding;
  private final Sweep sweep;
  private final Quiet quiet;
  private final DiskSpace disk;
  private final RestServices services;
  private final Observation.Seen seen;

  /**
   * @param signIn looked at for the server's health
   */
  Rooms(Config config, OpenDatabase open, SignIn signIn, Observation observation, Parts parts) {
    var database = open.database();
    this.feed = open.alone() ? PgChangeFeed.writtenHereOnly(database) : new PgChangeFeed(database);
    var work = new WorkMeter(observation.metrics, observation.troubles);
    var clean = new CleanText(work.counted(new Redactor()));
    var precedence = new Precedence();
    this.finding = new Finding(config, open, feed, clean, precedence, observation, parts);
    var ingesting = Ingesting.of(config, open, feed, clean, work, precedence, observation, parts);
    var recalls = new Recalls(new PgRecallStore(database));
    parts.add(recalls::close);
    recalls.start();
    this.services = services(open, feed, clean, ingesting, recalls, observation);
    this.sweep = new Sweep(database, SWEEP_AFTER);
    parts.add(sweep::close);

    ingesting.workers().start();
    this.quiet = new Quiet(ingesting.workers()::areBusy);
    finding.start(quiet);
    var housekeeping = new Housekeeping(database);
    parts.add(housekeeping::close);
    housekeeping.start();
    this.disk = new DiskSpace(config.home(), config.diskFloor());
    var subjects = new Observation.Subjects(database, finding, ingesting, disk, signIn);
    this.seen = observation.look(subjects);
  }

  /** What goes out by any door goes through here: secrets are taken out then, too. */
  private RestServices services(
      OpenDatabase open,
      PgChangeFeed feed,
      CleanText clean,
      Ingesting ingesting,
      Recalls recalls,
      Observation observation) {
    var database = open.database();
    var stores = ingesting.stores();
    var memories = new CleanMemories(stores.memories(), clean);
    var context =
        new ContextBuilder(
            finding.index(),
            stores.memories(),
            stores.conversations(),
            text -> clean.clean(LegibleText.of(text)));
    context.listen(recalls::handedOut);
    return new RestServices(
        ingesting.intake(),
        ingesting.pipeline(),
        ingesting.workers(),
        ingesting.jobs(),
        stores.captures(),
        new CleanConversations(stores.conversations(), clean),
        memories,
        new CleanHistories(new PgMemoryHistories(database), memories, clean),
        new CleanHygiene(
            new PgMemoryHygiene(database, feed, text -> !clean.clean(text).equals(text)), memories),
        new CountedSearch(new CleanSearch(finding.index(), clean), recalls),
        context,
        ingesting.facts(),
        clean,
        new PgStats(database, feed, finding.index(), finding::bytes, finding.meaning()::state),
        new PgSpaceStore(database),
        open.alone() ? PgKeyStore.writtenHereOnly(database) : new PgKeyStore(database),
        new PgPairingStore(database),
        new PgAnswerStore(database),
        new CaptureMeter(observation.metrics));
  }

  ChangeFeed feed() {
    return feed;
  }

  RestServices services() {
    return services;
  }

  Observation.Seen seen() {
    return seen;
  }

  DiskSpace disk() {
    return disk;
  }

  /** Knows whether requests are under way. */
  Quiet quiet() {
    return quiet;
  }

  /** Clears away at once what erasures left in the files, which else waits some minutes. */
  void tidyUp(SpaceId space) {
    finding.lucene().expunge(space);
    sweep.now();
  }
}
