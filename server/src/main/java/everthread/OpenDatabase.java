package everthread;

import everthread.embedded.EmbeddedPostgres;
import everthread.embedded.HomeLock;
import everthread.store.pg.Database;
import everthread.store.pg.ExternalPostgres;
import everthread.store.pg.Migrations;
import everthread.store.pg.Pools;
import io.vertx.core.Vertx;

/**
 * The database, migrated and connected.
 *
 * @param alone true when nobody but this server writes to it: the embedded one has one server, to
 *     one's own others may be writing too
 */
record OpenDatabase(Database database, boolean alone) {

  /**
   * Starts the embedded Postgres, or connects with the configured one.
   *
   * @throws StartFailure when that one cannot be used
   */
  static OpenDatabase open(
      Config config, HomeLock lock, Vertx vertx, Observation observation, Parts parts) {
    var logins = logins(config, lock, observation, parts);
    Migrations.run(
        logins.jdbcUrl(),
        logins.owner().user(),
        logins.owner().password(),
        logins.application().user());
    var pool = Pools.open(vertx, logins.application());
    parts.add(() -> pool.close().await());
    return new OpenDatabase(new Database(pool), config.databaseUrl().isEmpty());
  }

  private static DatabaseLogins logins(
      Config config, HomeLock lock, Observation observation, Parts parts) {
    if (config.databaseUrl().isEmpty()) {
      var postgres = EmbeddedPostgres.start(lock, observation::databaseIs);
      return DatabaseLogins.of(parts.add(postgres, postgres::close));
    }
    var logins = DatabaseLogins.of(config.databaseUrl().get());
    var faults =
        ExternalPostgres.faults(logins.jdbcUrl(), logins.owner().user(), logins.owner().password());
    if (!faults.isEmpty()) throw new StartFailure(faults);
    return logins;
  }
}
