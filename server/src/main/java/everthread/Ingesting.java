package everthread;

import everthread.capture.read.SiteGate;
import everthread.capture.read.SiteReaders;
import everthread.extract.Extractors;
import everthread.extract.llm.ModelExtractor;
import everthread.extract.llm.ModelFacts;
import everthread.ingest.CleanText;
import everthread.ingest.FactFinder;
import everthread.ingest.Intake;
import everthread.ingest.ModelStage;
import everthread.ingest.Pipeline;
import everthread.ingest.Precedence;
import everthread.ingest.Workers;
import everthread.redact.LegibleText;
import everthread.store.pg.PgCaptureStore;
import everthread.store.pg.PgChangeFeed;
import everthread.store.pg.PgConversationStore;
import everthread.store.pg.PgJobs;
import everthread.store.pg.PgMarkStore;
import everthread.store.pg.PgMemoryStore;
import everthread.store.pg.PgReadingStore;
import everthread.store.pg.PgSettlingStore;
import everthread.vitals.MeteredReader;
import everthread.vitals.ModelMeter;
import everthread.vitals.WorkMeter;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a capture, put together: taken in, read by the workers, searched for facts.
 *
 * @param model the language model that looks for facts too; empty when none is configured
 */
record Ingesting(
    Pipeline.Stores stores,
    Intake intake,
    PgJobs jobs,
    Pipeline pipeline,
    Workers workers,
    FactFinder facts,
    Optional<ModelExtractor> model) {
  private static final Logger LOG = LoggerFactory.getLogger(Ingesting.class);
  static final int WORKERS = 2;

  /** Builds it; the workers do not run yet. */
  static Ingesting of(
      Config config,
      OpenDatabase open,
      PgChangeFeed feed,
      CleanText clean,
      WorkMeter work,
      Precedence precedence,
      Observation observation,
      Parts parts) {
    var database = open.database();
    var jobs = new PgJobs(database);
    if (open.alone()) jobs.releaseAll();
    var stores =
        new Pipeline.Stores(
            new PgCaptureStore(database),
            new PgConversationStore(database, feed),
            new PgMemoryStore(database, feed),
            new PgReadingStore(database, feed),
            jobs,
            new PgMarkStore(database, feed),
            new PgSettlingStore(database, feed));
    var readers = MeteredReader.all(SiteReaders.bySite(), observation.metrics);
    var rules = Extractors.rules();
    FactFinder facts = rules::extract;
    var model = model(config, clean, observation, parts);
    var pipeline =
        model
            .map(asked -> new ModelStage(stores, new ModelFacts(rules, asked)::facts))
            .map(stage -> parts.add(stage, stage::close))
            .map(stage -> new Pipeline(stores, readers, clean, work.timed(facts), stage))
            .orElseGet(() -> new Pipeline(stores, readers, clean, work.timed(facts)));
    var workers = new Workers(jobs, pipeline, precedence, WORKERS);
    parts.add(workers::close);
    workers.listen(work);
    var intake = new Intake(stores.captures(), new SiteGate(), clean, workers, precedence);
    return new Ingesting(stores, intake, jobs, pipeline, workers, facts, model);
  }

  private static Optional<ModelExtractor> model(
      Config config, CleanText clean, Observation observation, Parts parts) {
    if (config.model().isEmpty()) return Optional.empty();
    var settings = config.model().get();
    var model =
        new ModelExtractor(
            settings, config.home(), Clock.systemUTC(), text -> clean.clean(LegibleText.of(text)));
    parts.add(model::close);
    model.listen(new ModelMeter(observation.metrics, observation.troubles, model::state));
    LOG.info("the texts of people's own messages go to {} to find facts", settings);
    return Optional.of(model);
  }
}
