package everthread;

import everthread.embedded.PostgresState;
import everthread.extract.llm.ModelExtractor;
import everthread.oauth.SignIn;
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
import everthread.web.OperationName;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The vitals of one server, put together. */
final class Observation {
  private static final Logger LOG = LoggerFactory.getLogger(Observation.class);

  final PrometheusMeterRegistry metrics =
      Meters.open(
          Server.version(),
          Runtime.version().toString(),
          // A method of somebody's own making would be a series of its own, with a word of theirs.
          MeterFilter.replaceTagValues("method", OperationName::method));
  final Troubles troubles = new Troubles(Clock.systemUTC());
  private final DatabaseRestarts restarts = new DatabaseRestarts(Clock.systemUTC());

  /** What is looked at, once the rooms are built. */
  record Subjects(
      Database database, Finding finding, Ingesting ingesting, DiskSpace disk, SignIn signIn) {}

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

  Seen look(Subjects subjects) {
    var vitals = new PgVitals(subjects.database());
    var queues = new PgQueue(subjects.database());
    var health = health(subjects, vitals);
    var upkeep =
        new LiveUpkeep(
            new LiveUpkeep.Watched(
                health,
                vitals,
                restarts,
                queues,
                subjects.disk(),
                troubles,
                () -> subjects.ingesting().model().map(ModelExtractor::state)),
            new LiveUpkeep.Worked(
                subjects.ingesting().stores().captures(),
                subjects.ingesting().jobs(),
                subjects.ingesting().workers(),
                subjects.finding().index()));
    new StorageMeter(subjects.disk(), restarts).bindTo(metrics);
    var sampler =
        new Sampler(
            metrics, Clock.systemUTC(), queues, vitals, subjects.finding().lucene()::openStates);
    return new Seen(
        health,
        upkeep,
        () -> {
          sampler.sample();
          return metrics.scrape();
        });
  }

  private static Health health(Subjects subjects, PgVitals database) {
    var health =
        new Health.Builder()
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
                subjects.finding().lucene()::isUsable,
                "index_unusable",
                "It can be read and written.",
                "Its folder cannot be written. Give the server's user the right to.")
            .threads("workers", subjects.ingesting().workers()::running, Ingesting.WORKERS)
            .threads("indexer", () -> subjects.finding().indexer().isAlive() ? 1 : 0, 1)
            .storage(subjects.disk());
    if (subjects.signIn() instanceof SignIn.Elsewhere elsewhere) health.issuer(elsewhere.issuer());
    return health.build();
  }
}
