package everthread;

import everthread.space.KeyStore;
import everthread.space.Scope;
import everthread.space.SessionStore;
import everthread.stdio.Launch;
import everthread.vitals.RequestMeter;
import everthread.vitals.ToolMeter;
import everthread.web.Admission;
import everthread.web.Bodies;
import everthread.web.Dispatch;
import everthread.web.Drain;
import everthread.web.FailureHandler;
import everthread.web.HealthRoutes;
import everthread.web.HostGuard;
import everthread.web.LongWait;
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
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every door of the server, and what stands before each: pages, REST, MCP, health. */
final class Entrance implements AutoCloseable {
  private final Config config;
  private final Rooms rooms;
  private final RestServices services;
  private final Dispatch dispatch;
  private final ClientAccess access;
  private final Authenticator authenticator;
  private final Authenticator tokens;
  private final Bodies bodies = Bodies.ofThisMachine();
  private final PageRoutes pages;
  private final ToolMeter tools;
  private final McpRoutes mcp;
  private final URI address;
  private final RateLimit forOwner;
  private final RateLimit forOthers;

  /**
   * @param address where a person on this machine opens the server
   * @param ownerSecret the owner's key, whose limit is its own
   */
  Entrance(
      Config config,
      Rooms rooms,
      ClientAccess access,
      Dispatch dispatch,
      SessionStore sessions,
      Observation observation,
      URI address,
      String databaseVersion,
      String ownerSecret) {
    this.config = config;
    this.forOwner = new RateLimit(config.ownerRateLimit(), System::nanoTime);
    this.forOthers = new RateLimit(config.rateLimit(), System::nanoTime);
    this.rooms = rooms;
    this.services = rooms.services();
    this.dispatch = dispatch;
    this.address = address;
    this.access = access;
    var keys = services.keys();
    this.authenticator = limited(new KeyAuthenticator(keys), keys, ownerSecret);
    this.tokens = limited(access.authenticator(keys), keys, ownerSecret);
    this.pages = new PageRoutes(pageServices(sessions, databaseVersion), bodies);
    this.tools = new ToolMeter(observation.metrics);
    this.mcp = mcp();
  }

  /** Ends what would not end by itself: streams on which clients are told what changes. */
  @Override
  public void close() {
    mcp.close();
  }

  private Authenticator limited(Authenticator holders, KeyStore keys, String ownerSecret) {
    return new LimitedAuthenticator(
        holders, keys.find(ownerSecret).orElseThrow().credential(), forOwner, forOthers);
  }

  private PageServices pageServices(SessionStore sessions, String databaseVersion) {
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
        rooms.seen().upkeep(),
        key -> ConnectionSteps.of(selfTest.run(address, key)),
        access.signIn());
  }

  private Installation installation(String databaseVersion) {
    return new Installation(
        address,
        config.publicUrl().orElse(null),
        Server.version(),
        "PostgreSQL " + databaseVersion,
        ExtensionFolder.find().toString(),
        launch(),
        Instant.now());
  }

  /** With one's own database a client that starts Everthread would have to know its password. */
  private @Nullable Launch launch() {
    if (!config.isPrivate() || config.databaseUrl().isPresent()) return null;
    return Launch.ofThisProgram(Map.of("EVERTHREAD_HOME", config.home().toString()));
  }

  /**
   * Puts every route into a new router.
   *
   * @param drain refuses what comes after the server was told to stop
   */
  Router router(Vertx vertx, Listener listener, Drain drain, Observation observation) {
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
    health().mount(router);
    router.route().handler(drain);
    Admission.mount(router);
    countRequests(router);
    guardStorage(router);
    new RestRoutes(services, dispatch, authenticator, bodies).mount(router);
    access.mount(router, dispatch, bodies);
    mcp.mount(router);
    pages.mount(router);
    var failures = new FailureHandler(pages::failed);
    router.route().failureHandler(failures);
    router.errorHandler(404, failures);
    router.errorHandler(405, new WrongMethod(router));
    return router;
  }

  private HealthRoutes health() {
    return new HealthRoutes(
        dispatch,
        rooms.seen().health(),
        rooms.seen().scrape(),
        context -> {
          // On a server of this machine alone its programs may read them; else it takes a key.
          if (!config.isPrivate()) authenticator.authenticate(context).require(Scope.ADMIN);
        });
  }

  /** What works in the background waits for a moment without requests. */
  private void countRequests(Router router) {
    router
        .route()
        .handler(
            context -> {
              rooms.quiet().entered();
              LongWait.orEnd(context, rooms.quiet()::left);
              context.next();
            });
  }

  private void guardStorage(Router router) {
    var guard = new StorageGuard(rooms.disk());
    router.post("/v1/captures").handler(guard);
    router.post("/v1/conversations").handler(guard);
    router.post("/v1/memory").handler(guard);
  }

  private McpRoutes mcp() {
    return new McpRoutes(
        dispatch,
        tokens,
        bodies,
        rooms.feed(),
        new Tools.Stores(
            services.search(),
            services.memories(),
            services.hygiene(),
            services.conversations(),
            services.context(),
            services.stats()),
        new Links(config.publicUrl().orElse(address)),
        services.clean()::clean,
        Server.version(),
        access.challenge(),
        (tool, end, took) -> tools.called(tool, end.name().toLowerCase(Locale.ROOT), took));
  }
}
