package everthread;

import everthread.capture.read.SiteGate;
import everthread.capture.read.SiteReaders;
import everthread.context.ContextBuilder;
import everthread.embedded.EmbeddedPostgres;
import everthread.embedded.HomeLock;
import everthread.extract.Extractors;
import everthread.extract.llm.ModelExtractor;
import everthread.extract.llm.ModelFacts;
import everthread.extract.llm.ModelSettings;
import everthread.ingest.CleanConversations;
import everthread.ingest.CleanHistories;
import everthread.ingest.CleanHygiene;
import everthread.ingest.CleanMemories;
import everthread.ingest.CleanSearch;
import everthread.ingest.CleanText;
import everthread.ingest.CountedSearch;
import everthread.ingest.FactFinder;
import everthread.ingest.Indexer;
import everthread.ingest.Intake;
import everthread.ingest.ModelStage;
import everthread.ingest.Pipeline;
import everthread.ingest.Precedence;
import everthread.ingest.Quiet;
import everthread.ingest.Recalls;
import everthread.ingest.Workers;
import everthread.problem.Bare;
import everthread.redact.LegibleText;
import everthread.redact.Redactor;
import everthread.search.lucene.LuceneIndexes;
import everthread.search.lucene.Meaning;
import everthread.space.KeyStore;
import everthread.space.Scope;
import everthread.space.SessionStore;
import everthread.space.SpaceId;
import everthread.store.pg.Database;
import everthread.store.pg.ExternalPostgres;
import everthread.store.pg.Housekeeping;
import everthread.store.pg.Migrations;
import everthread.store.pg.OwnerStore;
import everthread.store.pg.OwnerStore.Owner;
import everthread.store.pg.PgAnswerStore;
import everthread.store.pg.PgCaptureStore;
import everthread.store.pg.PgChangeFeed;
import everthread.store.pg.PgConversationStore;
import everthread.store.pg.PgEmbeddingQueue;
import everthread.store.pg.PgIndexSource;
import everthread.store.pg.PgJobs;
import everthread.store.pg.PgKeyStore;
import everthread.store.pg.PgMarkStore;
import everthread.store.pg.PgMemoryHistories;
import everthread.store.pg.PgMemoryHygiene;
import everthread.store.pg.PgMemoryStore;
import everthread.store.pg.PgPairingStore;
import everthread.store.pg.PgReadingStore;
import everthread.store.pg.PgRecallStore;
import everthread.store.pg.PgSessionStore;
import everthread.store.pg.PgSettlingStore;
import everthread.store.pg.PgSpaceStore;
import everthread.store.pg.PgStats;
import everthread.store.pg.Pools;
import everthread.store.pg.Sweep;
import everthread.vitals.CaptureMeter;
import everthread.vitals.DiskSpace;
import everthread.vitals.EmbedMeter;
import everthread.vitals.IndexMeter;
import everthread.vitals.MeteredReader;
import everthread.vitals.MeteredSearch;
import everthread.vitals.ModelMeter;
import everthread.vitals.RequestMeter;
import everthread.vitals.ToolMeter;
import everthread.vitals.Upkeep;
import everthread.vitals.WorkMeter;
import everthread.web.Admission;
import everthread.web.Bodies;
import everthread.web.Dispatch;
import everthread.web.Drain;
import everthread.web.FailureHandler;
import everthread.web.HealthRoutes;
import everthread.web.HostGuard;
import everthread.web.OperationName;
import everthread.web.PeerGuard;
import everthread.web.RequestLog;
import everthread.web.StorageGuard;
import everthread.web.WellFormedPath;
import everthread.web.WrongMethod;
import everthread.web.auth.Authenticator;
import everthread.web.auth.KeyAuthenticator;
import everthread.web.auth.LimitedAuthenticator;
import everthread.web.auth.RateLimit;
import everthread.web.mcp.McpRoutes;
import everthread.web.mcp.SelfTest;
import everthread.web.mcp.tools.Links;
import everthread.web.mcp.tools.Tools;
import everthread.web.page.Installation;
import everthread.web.page.PageRoutes;
import everthread.web.page.PageServices;
import everthread.web.rest.RestRoutes;
import everthread.web.rest.RestServices;
import io.micrometer.core.instrument.config.MeterFilter;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everthread, put together: the only file that knows every room. */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final int WORKERS = 2;
  private static final Duration SWEEP_AFTER = Duration.ofMinutes(1);

  private final Config config;
  private final OwnerKeyFile ownerKey;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Observation observation = new Observation();
  private final Dispatch dispatch;
  private final Listener listener;
  private final Owner owner;
  private final SessionStore sessions;
  private List<Route> routes = List.of();
  private Consumer<SpaceId> tidyUp = space -> {};
  private Quiet quiet = new Quiet(() -> false);

  private Server(Config config) {
    this.config = config;
    this.ownerKey = new OwnerKeyFile(config.home());
    try {
      var lock = part(HomeLock.take(config.home()));
      var vertx = vertx();
      this.dispatch = new Dispatch(part(Executors.newVirtualThreadPerTaskExecutor()));
      this.listener = part(Listener.open(vertx, config));
      lock.announce(address());

      var logins = logins(lock);
      var database = database(vertx, logins);
      var owners = new OwnerStore(database);
      this.owner = owners.owner();
      var ownerSecret = this.ownerKey.install(owners, owner, config.ownerKey());
      this.sessions = new PgSessionStore(database);
      serve(vertx, database, ownerSecret);
    } catch (RuntimeException failure) {
      close();
      throw failure;
    }
  }

  /**
   * Starts the server and returns when it is ready.
   *
   * @throws StartFailure with sentences for the person at the terminal; nothing runs then
   */
  static Server start(Config config) {
    return new Server(config);
  }

  private <T extends AutoCloseable> T part(T part) {
    parts.push(part);
    return part;
  }

  private Vertx vertx() {
    // A method of somebody's own making would be a series of its own, with a word of theirs.
    observation
        .metrics
        .config()
        .meterFilter(MeterFilter.replaceTagValues("method", OperationName::method));
    var vertx =
        Vertx.builder()
            .withMetrics(new MicrometerMetricsFactory(observation.metrics))
            .with(
                new VertxOptions()
                    .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true)))
            .build();
    vertx.exceptionHandler(bug -> LOG.error("an event loop failed", Bare.of(bug)));
    parts.push(() -> vertx.close().await());
    return vertx;
  }

  private DatabaseLogins logins(HomeLock lock) {
    if (config.databaseUrl().isEmpty()) {
      var postgres = part(EmbeddedPostgres.start(lock, observation::databaseIs));
      return DatabaseLogins.of(postgres);
    }
    var logins = DatabaseLogins.of(config.databaseUrl().get());
    var faults =
        ExternalPostgres.faults(logins.jdbcUrl(), logins.owner().user(), logins.owner().password());
    if (!faults.isEmpty()) throw new StartFailure(faults);
    return logins;
  }

  private Database database(Vertx vertx, DatabaseLogins logins) {
    Migrations.run(
        logins.jdbcUrl(),
        logins.owner().user(),
        logins.owner().password(),
        logins.application().user());
    var pool = Pools.open(vertx, logins.application());
    parts.push(() -> pool.close().await());
    return new Database(pool);
  }

  /** Builds the rooms from the store up and opens the doors. */
  private void serve(Vertx vertx, Database database, String ownerSecret) {
    // The embedded database has one server, this one; to one's own others may be writing too.
    boolean alone = config.databaseUrl().isEmpty();
    var feed = alone ? PgChangeFeed.writtenHereOnly(database) : new PgChangeFeed(database);
    var captures = new PgCaptureStore(database);
    var conversations = new PgConversationStore(database, feed);
    var memories = new PgMemoryStore(database, feed);
    var work = new WorkMeter(observation.metrics, observation.troubles);
    var clean = new CleanText(work.counted(new Redactor()));
    var embeddings = new PgEmbeddingQueue(database, feed);
    if (alone) embeddings.releaseAll();
    var meaning = part(new ReadingForMeaning(config, embeddings, clean::clean));
    var indexes = config.home().resolve("index");
    var lucene =
        part(
            new LuceneIndexes(
                indexes,
                feed,
                new PgIndexSource(database, meaning::model),
                LuceneIndexes.Settings.DEFAULT,
                meaning.embedder().map(Meaning::by).orElse(Meaning.NONE)));
    lucene.listen(new IndexMeter(observation.metrics, observation.troubles));
    var index = new MeteredSearch(lucene, observation.metrics);
    var precedence = new Precedence();
    var indexer = part(new Indexer(feed, index, precedence));
    feed.onAppend(indexer::changed);

    var rules = Extractors.rules();
    FactFinder facts = rules::extract;
    var jobs = new PgJobs(database);
    if (alone) jobs.releaseAll();
    var stores =
        new Pipeline.Stores(
            captures,
            conversations,
            memories,
            new PgReadingStore(database, feed),
            jobs,
            new PgMarkStore(database, feed),
            new PgSettlingStore(database, feed));
    var readers = MeteredReader.all(SiteReaders.bySite(), observation.metrics);
    var model = config.model().map(settings -> model(settings, clean));
    var pipeline =
        model
            .map(asked -> part(new ModelStage(stores, new ModelFacts(rules, asked)::facts)))
            .map(stage -> new Pipeline(stores, readers, clean, work.timed(facts), stage))
            .orElseGet(() -> new Pipeline(stores, readers, clean, work.timed(facts)));
    var workers = part(new Workers(jobs, pipeline, precedence, WORKERS));
    workers.listen(work);
    var intake = new Intake(captures, new SiteGate(), clean, workers, precedence);
    var stats =
        new PgStats(
            database,
            feed,
            index,
            space -> FolderSize.bytes(indexes.resolve(space.toString())),
            meaning::state);
    var recalls = part(new Recalls(new PgRecallStore(database)));
    recalls.start();
    var shown = new CleanMemories(memories, clean);
    var context =
        new ContextBuilder(
            index, memories, conversations, text -> clean.clean(LegibleText.of(text)));
    context.listen(recalls::handedOut);
    // What goes out by any door goes through here: secrets are taken out then, too.
    var services =
        new RestServices(
            intake,
            pipeline,
            workers,
            jobs,
            captures,
            new CleanConversations(conversations, clean),
            shown,
            new CleanHistories(new PgMemoryHistories(database), shown, clean),
            new CleanHygiene(
                new PgMemoryHygiene(database, feed, text -> !clean.clean(text).equals(text)),
                shown),
            new CountedSearch(new CleanSearch(index, clean), recalls),
            context,
            facts,
            clean,
            stats,
            new PgSpaceStore(database),
            alone ? PgKeyStore.writtenHereOnly(database) : new PgKeyStore(database),
            new PgPairingStore(database),
            new PgAnswerStore(database),
            new CaptureMeter(observation.metrics));
    var sweep = part(new Sweep(database, SWEEP_AFTER));
    tidyUp =
        space -> {
          lucene.expunge(space);
          sweep.now();
        };
    indexer.start();
    workers.start();
    quiet = new Quiet(workers::areBusy);
    var embedMeter = new EmbedMeter(observation.metrics, observation.troubles);
    embedMeter.show(observation.metrics, meaning::waiting);
    meaning.start(quiet, embedMeter);
    feed.onAppend(space -> meaning.changed());
    part(new Housekeeping(database)).start();
    var disk = new DiskSpace(config.home(), config.diskFloor());
    var seen =
        observation.look(
            new Observation.Rooms(
                database, lucene, index, indexer, workers, WORKERS, captures, jobs, disk, model));
    open(vertx, services, seen, disk, database.version(), ownerSecret);
  }

  private ModelExtractor model(ModelSettings settings, CleanText clean) {
    var model =
        part(
            new ModelExtractor(
                settings,
                config.home(),
                Clock.systemUTC(),
                text -> clean.clean(LegibleText.of(text))));
    model.listen(new ModelMeter(observation.metrics, observation.troubles, model::state));
    LOG.info("the texts of people's own messages go to {} to find facts", settings);
    return model;
  }

  private void open(
      Vertx vertx,
      RestServices services,
      Observation.Seen seen,
      DiskSpace disk,
      String databaseVersion,
      String ownerSecret) {
    var authenticator = authenticator(services.keys(), ownerSecret);
    var bodies = Bodies.ofThisMachine();
    var pages = new PageRoutes(pageServices(services, seen.upkeep(), databaseVersion), bodies);
    var health =
        new HealthRoutes(
            dispatch,
            seen.health(),
            seen.scrape(),
            context -> {
              // On a server of this machine alone its programs may read them; else it takes a key.
              if (!config.isPrivate()) authenticator.authenticate(context).require(Scope.ADMIN);
            });
    // Stopping goes backwards: say so, let requests end, and only then take away what they use.
    parts.push(listener);
    var drain = part(new Drain(seen.health()::drain));

    var router = Router.router(vertx);
    router
        .route()
        .handler(new RequestLog(new RequestMeter(observation.metrics, observation.troubles)));
    router.route().handler(listener.deadline());
    router.route().handler(new WellFormedPath());
    router.route().handler(new HostGuard(config.hosts()));
    if (!config.isLoopback() && config.tlsCertificate().isEmpty()) {
      router.route().handler(new PeerGuard(config.trustedProxies()));
    }
    health.mount(router);
    router.route().handler(drain);
    Admission.mount(router);
    router
        .route()
        .handler(
            context -> {
              quiet.entered();
              context.addEndHandler(ended -> quiet.left());
              context.next();
            });
    var guard = new StorageGuard(disk);
    router.post("/v1/captures").handler(guard);
    router.post("/v1/conversations").handler(guard);
    router.post("/v1/memory").handler(guard);
    new RestRoutes(services, dispatch, authenticator, bodies).mount(router);
    var tools = new ToolMeter(observation.metrics);
    new McpRoutes(
            dispatch,
            authenticator,
            bodies,
            new Tools.Stores(
                services.search(),
                services.memories(),
                services.hygiene(),
                services.conversations(),
                services.context(),
                services.stats()),
            new Links(config.publicUrl().orElse(URI.create(address()))),
            services.clean()::clean,
            version(),
            (tool, end, took) -> tools.called(tool, end.name().toLowerCase(Locale.ROOT), took))
        .mount(router);
    pages.mount(router);
    var failures = new FailureHandler(pages::failed);
    router.route().failureHandler(failures);
    router.errorHandler(404, failures);
    router.errorHandler(405, new WrongMethod(router));
    routes = router.getRoutes();
    listener.serve(router);
    LOG.info("ready at {}", address());
  }

  private Authenticator authenticator(KeyStore keys, String ownerSecret) {
    return new LimitedAuthenticator(
        new KeyAuthenticator(keys),
        keys.find(ownerSecret).orElseThrow().credential(),
        new RateLimit(config.ownerRateLimit(), System::nanoTime),
        new RateLimit(config.rateLimit(), System::nanoTime));
  }

  private PageServices pageServices(RestServices services, Upkeep upkeep, String databaseVersion) {
    var selfTest = new SelfTest();
    return new PageServices(
        installation(databaseVersion),
        Clock.systemUTC(),
        dispatch,
        services.search(),
        services.conversations(),
        services.memories(),
        services.hygiene(),
        services.spaces(),
        services.keys(),
        sessions,
        services.pairing(),
        services.stats(),
        upkeep,
        key -> ConnectionSteps.of(selfTest.run(URI.create(address()), key)));
  }

  private Installation installation(String databaseVersion) {
    return new Installation(
        URI.create(address()),
        config.publicUrl().orElse(null),
        version(),
        "PostgreSQL " + databaseVersion,
        extensionFolder(),
        Instant.now());
  }

  static String version() {
    var version = Server.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0" : version;
  }

  /** Everything that answers, for a test that holds each of them to its rules. */
  List<Route> routes() {
    return List.copyOf(routes);
  }

  /** Clears away at once what erasures left in the files, which else waits some minutes. */
  void tidyUp(SpaceId space) {
    tidyUp.accept(space);
  }

  /** The address that a person opens. */
  String address() {
    return config.address(listener.port());
  }

  /** Where it really listens, which the public address need not tell. */
  int port() {
    return listener.port();
  }

  /** An address that signs a browser in, good once and for ten minutes. */
  String signInLink() {
    return address() + "/sign-in?code=" + sessions.signInCode(owner.person());
  }

  /** Where the built extension lies. */
  String extensionFolder() {
    return ExtensionFolder.find().toString();
  }

  Path home() {
    return config.home();
  }

  /** Where the owner's key is to be found, in words. */
  String ownerKeyPlace() {
    return config.ownerKey().isPresent() ? "EVERTHREAD_OWNER_KEY" : ownerKey.path().toString();
  }

  /** Stops in the opposite order of the start; running requests end first. May be called again. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception failure) {
        LOG.error("stopping", Bare.of(failure));
      }
    }
  }
}
