package everthread;

import everthread.capture.read.SiteGate;
import everthread.capture.read.SiteReaders;
import everthread.context.ContextBuilder;
import everthread.embedded.EmbeddedPostgres;
import everthread.embedded.HomeLock;
import everthread.extract.Extractors;
import everthread.ingest.CleanText;
import everthread.ingest.FactFinder;
import everthread.ingest.Indexer;
import everthread.ingest.Intake;
import everthread.ingest.Pipeline;
import everthread.ingest.Workers;
import everthread.redact.LegibleText;
import everthread.redact.Redactor;
import everthread.search.lucene.LuceneIndexes;
import everthread.space.SessionStore;
import everthread.store.pg.Database;
import everthread.store.pg.ExternalPostgres;
import everthread.store.pg.Migrations;
import everthread.store.pg.OwnerStore;
import everthread.store.pg.OwnerStore.Owner;
import everthread.store.pg.PgCaptureStore;
import everthread.store.pg.PgChangeFeed;
import everthread.store.pg.PgConversationStore;
import everthread.store.pg.PgIndexSource;
import everthread.store.pg.PgJobs;
import everthread.store.pg.PgKeyStore;
import everthread.store.pg.PgMemoryStore;
import everthread.store.pg.PgPairingStore;
import everthread.store.pg.PgSessionStore;
import everthread.store.pg.PgSpaceStore;
import everthread.store.pg.PgStats;
import everthread.store.pg.Pools;
import everthread.web.Dispatch;
import everthread.web.FailureHandler;
import everthread.web.HealthRoutes;
import everthread.web.HostGuard;
import everthread.web.RequestLog;
import everthread.web.auth.KeyAuthenticator;
import everthread.web.mcp.McpRoutes;
import everthread.web.mcp.SelfTest;
import everthread.web.mcp.tools.Links;
import everthread.web.mcp.tools.Tools;
import everthread.web.page.Installation;
import everthread.web.page.PageRoutes;
import everthread.web.page.PageServices;
import everthread.web.rest.RestRoutes;
import everthread.web.rest.RestServices;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everthread, put together: the only file that knows every room. */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final int WORKERS = 3;

  private final Config config;
  private final OwnerKeyFile ownerKey;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Dispatch dispatch;
  private final Listener listener;
  private final Owner owner;
  private final SessionStore sessions;

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
      this.ownerKey.install(owners, owner, config.ownerKey());
      this.sessions = new PgSessionStore(database);
      serve(vertx, database);
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
    var vertx =
        Vertx.builder()
            .withMetrics(new MicrometerMetricsFactory(metrics))
            .with(
                new VertxOptions()
                    .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true)))
            .build();
    parts.push(() -> vertx.close().await());
    return vertx;
  }

  private DatabaseLogins logins(HomeLock lock) {
    if (config.databaseUrl().isEmpty()) {
      var postgres = part(EmbeddedPostgres.start(lock));
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
  private void serve(Vertx vertx, Database database) {
    var feed = new PgChangeFeed(database);
    var captures = new PgCaptureStore(database);
    var conversations = new PgConversationStore(database, feed);
    var memories = new PgMemoryStore(database, feed);
    var indexes = config.home().resolve("index");
    var index = part(new LuceneIndexes(indexes, feed, new PgIndexSource(database)));
    var indexer = part(new Indexer(feed, index));
    feed.onAppend(indexer::changed);

    var redactor = new Redactor();
    var clean = new CleanText(text -> redactor.redact(text).text());
    FactFinder facts = Extractors.rules()::extract;
    var pipeline =
        new Pipeline(
            new Pipeline.Stores(captures, conversations, memories),
            SiteReaders.bySite(),
            clean,
            facts);
    var jobs = new PgJobs(database, HomeId.of(config.home()));
    jobs.releaseOwn();
    var workers = part(new Workers(jobs, pipeline, WORKERS));
    var intake = new Intake(captures, new SiteGate(), clean, workers);
    var stats =
        new PgStats(database, index, space -> FolderSize.bytes(indexes.resolve(space.toString())));
    var services =
        new RestServices(
            intake,
            pipeline,
            workers,
            jobs,
            captures,
            conversations,
            memories,
            index,
            new ContextBuilder(
                index, memories, conversations, text -> clean.clean(LegibleText.of(text))),
            facts,
            clean,
            stats,
            new PgSpaceStore(database),
            new PgKeyStore(database),
            new PgPairingStore(database));
    indexer.start();
    workers.start();
    open(vertx, services, database);
  }

  private void open(Vertx vertx, RestServices services, Database database) {
    var authenticator = new KeyAuthenticator(services.keys());
    var pages = new PageRoutes(pageServices(services, database.version()));
    var health = new HealthRoutes(dispatch, database::answers, metrics);
    // Stopping goes backwards: say so, let requests end, and only then take away what they use.
    parts.push(listener);
    parts.push(health::drain);

    var router = Router.router(vertx);
    router.route().handler(new RequestLog());
    router.route().handler(new HostGuard(config.hosts()));
    health.mount(router);
    new RestRoutes(services, dispatch, authenticator).mount(router);
    new McpRoutes(
            dispatch,
            authenticator,
            new Tools.Stores(
                services.search(),
                services.memories(),
                services.conversations(),
                services.context(),
                services.stats()),
            new Links(config.publicUrl().orElse(URI.create(address()))),
            services.clean()::clean,
            version())
        .mount(router);
    pages.mount(router);
    router.route().failureHandler(new FailureHandler(pages::failed));
    listener.serve(router);
    LOG.info("ready at {}", address());
  }

  private PageServices pageServices(RestServices services, String databaseVersion) {
    var selfTest = new SelfTest();
    return new PageServices(
        installation(databaseVersion),
        Clock.systemUTC(),
        dispatch,
        services.search(),
        services.conversations(),
        services.memories(),
        services.spaces(),
        services.keys(),
        sessions,
        services.pairing(),
        services.stats(),
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

  /** The address that a person opens. */
  String address() {
    return config.address(listener.port());
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
        LOG.error("stopping", failure);
      }
    }
  }
}
