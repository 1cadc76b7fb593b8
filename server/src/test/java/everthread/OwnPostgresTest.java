package everthread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import everthread.embedded.EmbeddedPostgres;
import everthread.embedded.HomeLock;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A Postgres of one's own by DATABASE_URL: a plain server with a plain role that owns its database
 * and nothing else. The programs are those that come with Everthread.
 */
class OwnPostgresTest {
  private static final String PASSWORD = "p@ss:w/rd%+ü";
  private static Path home;
  private static HomeLock lock;
  private static EmbeddedPostgres postgres;
  private static HomeDatabase superuser;

  @BeforeAll
  static void provide() throws IOException {
    home = OneServer.newHome();
    lock = HomeLock.take(home);
    postgres = EmbeddedPostgres.start(lock);
    superuser = HomeDatabase.of(home);
    Files.writeString(
        home.resolve("database/pg_hba.conf"),
        "host all all 127.0.0.1/32 scram-sha-256\n",
        StandardOpenOption.APPEND);
    role("plain", "NOSUPERUSER NOBYPASSRLS");
    role("mighty", "SUPERUSER");
    role("unbound", "BYPASSRLS");
    role("hasty", "NOSUPERUSER");
    superuser.run("ALTER ROLE hasty SET synchronous_commit = off");
    superuser.run("CREATE DATABASE mine OWNER plain");
    reload();
  }

  private static void role(String name, String rights) {
    superuser.run("CREATE ROLE " + name + " LOGIN " + rights + " PASSWORD '" + PASSWORD + "'");
  }

  private static void reload() {
    superuser.run("SELECT pg_reload_conf()");
    LockSupport.parkNanos(500_000_000);
  }

  @AfterAll
  static void clear() {
    superuser.close();
    postgres.close();
    lock.close();
  }

  private static String url(String role, String database) {
    return "postgres://%s:%s@127.0.0.1:%d/%s"
        .formatted(
            role,
            URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8).replace("+", "%20"),
            postgres.owner().port(),
            database);
  }

  @Test
  void everything_works_on_a_database_of_ones_own() {
    try (var server = OneServer.with("DATABASE_URL", url("plain", "mine"))) {
      var memory = server.post("/v1/memory", "{\"content\":\"Keeps bees\"}");
      var chat = server.post("/v1/conversations", Resident.conversation("heather")).json();
      server.post(
          "/v1/captures",
          "{\"captures\":[" + Resident.capture(UUID.randomUUID().toString(), "sorrel") + "]}");

      assertThat(memory.status()).isEqualTo(201);
      assertThat(server.get("/v1/search?q=bees").json().get("total").asInt()).isEqualTo(1);
      assertThat(awaitHits(server, "sorrel")).isPositive();
      assertThat(server.get("/health/ready").status()).isEqualTo(200);
      assertThat(
              server.send("DELETE", "/v1/conversations/" + chat.get("id").asText(), null).status())
          .isEqualTo(200);
      assertThat(server.get("/v1/search?q=heather").json().get("total").asInt()).isZero();
      assertThat(server.get("/").status()).isEqualTo(401);
    }
    // And again, on what is there.
    try (var server = OneServer.with("DATABASE_URL", url("plain", "mine"))) {
      assertThat(server.get("/v1/memory").json().get("data")).hasSize(1);
    }
    rowSecurityBindsTheRoleThatOwnsTheTables();
  }

  private static int awaitHits(OneServer server, String word) {
    for (int i = 0; i < 400; i++) {
      int total = server.get("/v1/search?q=" + word).json().get("total").asInt();
      if (total > 0) return total;
      LockSupport.parkNanos(50_000_000);
    }
    return 0;
  }

  private static void rowSecurityBindsTheRoleThatOwnsTheTables() {
    var address = "jdbc:postgresql://127.0.0.1:" + postgres.owner().port() + "/mine";
    try (var connection = DriverManager.getConnection(address, "plain", PASSWORD);
        var statement = connection.createStatement()) {
      for (var table : new String[] {"message", "memory", "conversation", "capture", "person"}) {
        try (var rows = statement.executeQuery("SELECT FROM " + table)) {
          assertThat(rows.next()).as(table).isFalse();
        }
      }
      statement.execute(everthread.store.pg.Sweeping.STATEMENT);
      assertThat((Object) statement.getWarnings()).isNull();
    } catch (SQLException trouble) {
      throw new AssertionError(trouble);
    }
  }

  @Test
  void a_role_that_row_security_does_not_bind_is_refused() {
    for (var role : new String[] {"mighty", "unbound"}) {
      assertThatThrownBy(() -> OneServer.with("DATABASE_URL", url(role, "mine")).close())
          .isInstanceOfSatisfying(
              StartFailure.class,
              refused ->
                  assertThat(refused.sentences())
                      .singleElement()
                      .asString()
                      .contains("superuser or has BYPASSRLS")
                      .doesNotContain(PASSWORD));
    }
  }

  @Test
  void a_database_that_may_lose_what_it_acknowledged_is_refused() throws IOException {
    assertRefused("hasty", "synchronous_commit is off");

    var settings = home.resolve("database/postgresql.conf");
    var before = Files.readString(settings);
    Files.writeString(settings, before + "\nfsync = off\nfull_page_writes = off\n");
    reload();
    try {
      assertRefused("plain", "fsync is off");
      assertRefused("plain", "full_page_writes is off");
    } finally {
      Files.writeString(settings, before);
      reload();
    }
  }

  @Test
  void what_cannot_be_reached_or_logged_in_to_is_told_in_a_sentence() {
    assertRefused("nobody", "refuses the login");
    assertThatThrownBy(
            () -> OneServer.with("DATABASE_URL", "postgres://a:b@127.0.0.1:1/mine").close())
        .isInstanceOf(StartFailure.class);
  }

  private static void assertRefused(String role, String why) {
    assertThatThrownBy(() -> OneServer.with("DATABASE_URL", url(role, "mine")).close())
        .isInstanceOfSatisfying(
            StartFailure.class,
            refused ->
                assertThat(String.join("\n", refused.sentences()))
                    .contains(why)
                    .doesNotContain(PASSWORD));
  }
}
