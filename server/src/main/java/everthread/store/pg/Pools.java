package everthread.store.pg;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;

/** Opens the pool of connections that requests share. */
public final class Pools {
  /**
   * Two cores keep about this many connections busy; more would wait in Postgres instead of here.
   */
  private static final int CONNECTIONS = 16;

  private Pools() {}

  /** Where the database is and as whom to work there. */
  public record Login(String host, int port, String database, String user, String password) {
    @Override
    public String toString() {
      return user + "@" + host + ":" + port + "/" + database;
    }
  }

  public static Pool open(Vertx vertx, Login login) {
    var connect =
        new PgConnectOptions()
            .setHost(login.host())
            .setPort(login.port())
            .setDatabase(login.database())
            .setUser(login.user())
            .setPassword(login.password())
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheMaxSize(256)
            .addProperty("application_name", "everthread");
    var pool =
        new PoolOptions()
            .setMaxSize(CONNECTIONS)
            .setConnectionTimeout(10)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    return PgBuilder.pool().connectingTo(connect).with(pool).using(vertx).build();
  }
}
