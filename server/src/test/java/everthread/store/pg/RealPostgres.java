package everthread.store.pg;

import everthread.embedded.EmbeddedPostgres;
import everthread.embedded.HomeLock;
import everthread.embedded.PostgresLogin;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.SpaceId;
import everthread.store.pg.OwnerStore.Owner;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;

/** One real PostgreSQL for all store tests of a run; each test works in a space of its own. */
final class RealPostgres {
  private static final RealPostgres SHARED = new RealPostgres();

  private final PostgresLogin owner;
  private final PostgresLogin app;
  private final Pool pool;
  private final Database database;
  private final Owner person;

  private RealPostgres() {
    try {
      var home = Files.createTempDirectory("everthread-store-test");
      var postgres = EmbeddedPostgres.start(HomeLock.take(home));
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
      owner = postgres.owner();
      app = postgres.app();
      Migrations.run(owner.jdbcUrl(), owner.role(), owner.password(), app.role());
      var login =
          new Pools.Login(app.host(), app.port(), app.database(), app.role(), app.password());
      pool = Pools.open(Vertx.vertx(), login);
      database = new Database(pool);
      person = new OwnerStore(database).owner();
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  static Database database() {
    return SHARED.database;
  }

  /** The application's connections, for statements that no store makes. */
  static Pool pool() {
    return SHARED.pool;
  }

  static PostgresLogin owner() {
    return SHARED.owner;
  }

  /** As whom requests are served. */
  static PostgresLogin app() {
    return SHARED.app;
  }

  static Owner person() {
    return SHARED.person;
  }

  /** The owner at home. */
  static Principal principal() {
    return new Principal(
        SHARED.person.person(), null, SHARED.person.home(), Set.of(Scope.values()));
  }

  static SpaceId newSpace() {
    return new PgSpaceStore(SHARED.database).create(principal(), "test").id();
  }
}
