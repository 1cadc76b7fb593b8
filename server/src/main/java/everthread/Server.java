package everthread;

import everthread.embedded.HomeLock;
import everthread.problem.Bare;
import everthread.space.SessionStore;
import everthread.space.SpaceId;
import everthread.store.pg.OwnerStore;
import everthread.store.pg.OwnerStore.Owner;
import everthread.store.pg.PgSessionStore;
import everthread.web.Dispatch;
import everthread.web.Drain;
import everthread.web.oauth.OAuthAddresses;
import everthread.web.oauth.Outside;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Route;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everthread, put together: takes the home and the port, opens the database, the rooms, the doors.
 */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private final Config config;
  private final OwnerKeyFile ownerKey;
  private final Parts parts = new Parts();
  private final Observation observation = new Observation();
  private final Listener listener;
  private final Owner owner;
  private final SessionStore sessions;
  private final Rooms rooms;
  private final List<Route> routes;

  private Server(Config config, Outside outside) {
    this.config = config;
    this.ownerKey = new OwnerKeyFile(config.home());
    try {
      var lock = HomeLock.take(config.home());
      parts.add(lock::close);
      var vertx = vertx();
      var threads = Executors.newVirtualThreadPerTaskExecutor();
      parts.add(threads::close);
      this.listener = Listener.open(vertx, config);
      parts.add(listener::close);
      lock.announce(address(), config.localAddress(listener.port()));

      var open = OpenDatabase.open(config, lock, vertx, observation, parts);
      var owners = new OwnerStore(open.database());
      this.owner = owners.owner();
      this.sessions = new PgSessionStore(open.database());
      var ownerSecret = ownerKey.install(owners, owner, config.ownerKey());
      var access = access(vertx, open, outside);
      this.rooms = new Rooms(config, open, access.signIn(), observation, parts);
      var entrance =
          new Entrance(
              config,
              rooms,
              access,
              new Dispatch(threads),
              sessions,
              observation,
              URI.create(address()),
              open.database().version(),
              ownerSecret);

      // Stopping goes backwards: say so, let requests end, and only then take away what they use.
      parts.add(listener::close);
      var drain = new Drain(rooms.seen().health()::drain);
      parts.add(drain::close);
      parts.add(entrance::close);
      var router = entrance.router(vertx, listener, drain, observation);
      this.routes = router.getRoutes();
      listener.serve(router);
      LOG.info("ready at {}", address());
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
    return start(config, Outside.WEB);
  }

  /** With another way to the web, for tests. */
  static Server start(Config config, Outside outside) {
    return new Server(config, outside);
  }

  private ClientAccess access(Vertx vertx, OpenDatabase open, Outside outside) {
    var addresses = new OAuthAddresses(address());
    return config
        .issuer()
        .<ClientAccess>map(settings -> new IssuerAccess(settings, addresses, owner, parts))
        .orElseGet(() -> new EmbeddedAccess(vertx, open.database(), addresses, outside, parts));
  }

  private Vertx vertx() {
    var vertx =
        Vertx.builder()
            .withMetrics(new MicrometerMetricsFactory(observation.metrics))
            .with(
                new VertxOptions()
                    .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true)))
            .build();
    vertx.exceptionHandler(bug -> LOG.error("an event loop failed", Bare.of(bug)));
    parts.add(() -> vertx.close().await());
    return vertx;
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
    rooms.tidyUp(space);
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
    parts.close();
  }
}
