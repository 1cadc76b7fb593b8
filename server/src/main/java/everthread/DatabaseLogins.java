package everthread;

import everthread.embedded.EmbeddedPostgres;
import everthread.embedded.PostgresLogin;
import everthread.store.pg.Pools.Login;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * As whom the server works in its database.
 *
 * @param owner owns the tables; runs the migrations and nothing else
 * @param application runs everything else
 */
record DatabaseLogins(Login owner, Login application) {

  static DatabaseLogins of(EmbeddedPostgres postgres) {
    return new DatabaseLogins(login(postgres.owner()), login(postgres.app()));
  }

  private static Login login(PostgresLogin login) {
    return new Login(login.host(), login.port(), login.database(), login.role(), login.password());
  }

  /** One's own Postgres gives one role: row-level security is forced, so it binds the owner too. */
  static DatabaseLogins of(URI databaseUrl) {
    var user = databaseUrl.getRawUserInfo() == null ? "" : databaseUrl.getRawUserInfo();
    var parts = user.split(":", 2);
    var path = databaseUrl.getPath();
    var login =
        new Login(
            databaseUrl.getHost(),
            databaseUrl.getPort() < 0 ? 5432 : databaseUrl.getPort(),
            path == null || path.length() < 2 ? "everthread" : path.substring(1),
            decode(parts[0]),
            parts.length < 2 ? "" : decode(parts[1]));
    return new DatabaseLogins(login, login);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s?gssEncMode=disable"
        .formatted(owner.host(), owner.port(), owner.database());
  }
}
