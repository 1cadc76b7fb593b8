package everthread;

import everthread.capture.CaptureStore;
import everthread.embedded.PostgresState;
import everthread.extract.llm.ModelExtractor;
import everthread.ingest.Indexer;
import everthread.ingest.JobQueue;
import everthread.ingest.Workers;
import everthread.search.SearchIndex;
import everthread.search.lucene.LuceneIndexes;
import everthread.store.pg.Database;
import everthread.store.pg.PgQueue;
import everthread.store.pg.PgVitals;
import everthread.vitals.DatabaseRestarts;
import everthread.vitals.DiskSpace;
import everthread.vitals.Health;
import everthread.vitals.LiveUpkeep;
import everthread.vitals.Meters;
import everthread.vitals.Sampler;
import everthread.vitals.StorageMeter;
import everthread.vitals.Troubles;
import everthread.vitals.Upkeep;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The vitals of one server, put together. */
final class Observation {
  private static final Logger LOG = LoggerFactory.getLogger(Observation.class);

  final PrometheusMeterRegistry metrics =
      Meters.open(Server.version(), Runtime.version().toString());
  final Troubles troubles = new Troubles(Clock.systemUTC());
  private final DatabaseRestarts restarts = new DatabaseRestarts(Clock.systemUTC());

  /** What is looked at, once the rooms are built. */
  record Rooms(
      Database database,
      LuceneIndexes indexes,
      SearchIndex search,
      Indexer indexer,
      Workers workers,
      int workersWanted,
      CaptureStore captures,
      JobQueue jobs,
      DiskSpace disk,
      Optional<ModelExtractor> model) {}

  /** What comes of looking. @param scrape writes the meters as Prometheus reads them */
  record Seen(Health health, Upkeep upkeep, Supplier<String> scrape) {}

  /** Told by the launcher of every state of the embedded database. */
  void databaseIs(PostgresState state) {
    switch (state) {
      case PostgresState.Running running -> restarts.answers();
      case PostgresState.Stopped stopped -> LOG.info("the database has stopped");
      case PostgresState.Recovering recovering -> {
        restarts.died();
        troubles.note(Troubles.Area.DATABASE, "died");
        LOG.warn("the database died; start {} of it begins", recovering.attempt());
      }
      case PostgresState.Failed failed -> {
        troubles.note(Troubles.Area.DATABASE, "gone");
        LOG.error("the database died and does not start again: {}", failed.why().reason());
      }
    }
  }

  Seen look(Rooms rooms) {
    var vitals = new PgVitals(rooms.database());
    var queues = new PgQueue(rooms.database());
    var health = health(rooms, vitals);
    var upkeep =
        new LiveUpkeep(
            new LiveUpkeep.Watched(
                health,
                vitals,
                restarts,
                queues,
                rooms.disk(),
                troubles,
                () -> rooms.model().map(ModelExtractor::state)),
            new LiveUpkeep.Worked(rooms.captures(), rooms.jobs(), rooms.workers(), rooms.search()));
    new StorageMeter(rooms.disk(), restarts).bindTo(metrics);
    var sampler =
        new Sampler(metrics, Clock.systemUTC(), queues, vitals, rooms.indexes()::openStates);
    return new Seen(
        health,
        upkeep,
        () -> {
          sampler.sample();
          return metrics.scrape();
        });
  }

  private static Health health(Rooms rooms, PgVitals database) {
    return new Health.Builder()
        .part(
            "database",
            database::answers,
            "database_away",
            "It answers.",
            "It does not answer; it is tried again.")
        .part(
            "migrations",
            database::isMigrated,
            "migrations_missing",
            "The schema is this version's.",
            "The schema is not this version's. Start the server again.")
        .part(
            "index",
            rooms.indexes()::isUsable,
            "index_unusable",
            "It can be read and written.",
            "Its folder cannot be written. Give the server's user the right to.")
        .threads("workers", rooms.workers()::running, rooms.workersWanted())
        .threads("indexer", () -> rooms.indexer().isAlive() ? 1 : 0, 1)
        .storage(rooms.disk())
        .build();
  }
}
