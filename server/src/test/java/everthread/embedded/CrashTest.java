package everthread.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import everthread.embedded.PostgresState.Failed;
import everthread.embedded.PostgresState.Recovering;
import everthread.embedded.PostgresState.Running;
import everthread.embedded.PostgresState.Stopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
  @TempDir Path home;
  private final BlockingQueue<PostgresState> states = new LinkedBlockingQueue<>();

  @BeforeEach
  void link() throws IOException {
    SharedPrograms.link(home);
  }

  @Test
  void an_orphan_of_a_killed_server_is_ended_and_its_rows_are_kept()
      throws IOException, InterruptedException, SQLException {
    var killed = HomeServer.start(home);
    var roles = new Roles(new Home(home), new Secrets(home.resolve("secrets")), keptPort());
    Sql.run(roles.login(Roles.OWNER, Roles.DATABASE), "CREATE TABLE note AS SELECT 'kept' AS text");
    killed.kill();
    var orphan = ProcessHandle.of(killed.postgres()).orElseThrow();
    assertThat(new Processes(home.resolve("database")).isOurs(orphan)).isTrue();

    try (var lock = HomeLock.take(home);
        var postgres = EmbeddedPostgres.start(lock)) {
      assertThat(new Processes(home.resolve("database")).isOurs(orphan)).isFalse();
      assertThat(Sql.column(postgres.owner(), "SELECT text FROM note")).containsExactly("kept");
    }
  }

  @Test
  void a_killed_postgres_is_started_again_with_its_rows_even_while_a_query_runs_on()
      throws SQLException, InterruptedException, IOException {
    try (var lock = HomeLock.take(home)) {
      try (var postgres = EmbeddedPostgres.start(lock, states::add);
          var busy = postgres.owner().connect()) {
        Sql.run(postgres.owner(), "CREATE TABLE note AS SELECT 'kept' AS text");
        var query = Thread.ofVirtual().start(() -> count(busy));
        awaitBusy(postgres);
        assertThat(states.take()).isInstanceOf(Running.class);

        Processes.signal(ProcessHandle.of(postgres.pid()).orElseThrow(), "KILL");

        assertThat(states.take()).isEqualTo(new Recovering(1));
        assertThat(states.take()).isEqualTo(new Running(postgres.app().port()));
        assertThat(Sql.column(postgres.owner(), "SELECT text FROM note")).containsExactly("kept");
        query.join();
      }
    }

    assertThat(states.take()).isEqualTo(new Stopped());
  }

  @Test
  void a_killed_backend_is_made_good_by_postgres_itself() throws SQLException, IOException {
    try (var lock = HomeLock.take(home);
        var postgres = EmbeddedPostgres.start(lock)) {
      Sql.run(postgres.owner(), "CREATE TABLE note AS SELECT 'kept' AS text");
      var before = postgres.pid();
      try (var connection = postgres.app().connect();
          var statement = connection.createStatement();
          var row = statement.executeQuery("SELECT pg_backend_pid()")) {
        row.next();
        Processes.signal(ProcessHandle.of(row.getLong(1)).orElseThrow(), "KILL");
        Processes.await(() -> answers(postgres), Duration.ofMinutes(1));
      }

      assertThat(Sql.column(postgres.owner(), "SELECT text FROM note")).containsExactly("kept");
      assertThat(postgres.pid()).isEqualTo(before);
    }
  }

  @Test
  void a_lock_file_whose_number_went_to_a_stranger_is_in_nobodys_way()
      throws IOException, InterruptedException {
    var stranger = new ProcessBuilder("sleep", "600").start();
    try (var lock = HomeLock.take(home)) {
      EmbeddedPostgres.start(lock).close();
      Files.writeString(
          home.resolve("database/postmaster.pid"),
          "%d\n%s\n1\n1\n\n127.0.0.1\n1 1\nready   \n"
              .formatted(stranger.pid(), home.resolve("database")));

      EmbeddedPostgres.start(lock).close();

      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void a_postgres_that_cannot_come_back_is_given_up_with_its_reason()
      throws IOException, InterruptedException {
    try (var lock = HomeLock.take(home);
        var postgres = EmbeddedPostgres.start(lock, states::add)) {
      Files.move(home.resolve("database/global/pg_control"), home.resolve("pg_control"));

      Processes.signal(ProcessHandle.of(postgres.pid()).orElseThrow(), "KILL");

      assertThat(states.take()).isInstanceOf(Running.class);
      for (var attempt = 1; attempt <= Watch.ATTEMPTS; attempt++) {
        assertThat(states.take()).isEqualTo(new Recovering(attempt));
      }
      assertThat(states.take())
          .isInstanceOfSatisfying(
              Failed.class, failed -> assertThat(failed.why()).hasMessageContaining("pg_control"));
    }
  }

  private int keptPort() throws IOException {
    return Integer.parseInt(Files.readString(home.resolve("database.port")).strip());
  }

  /** Runs until PostgreSQL is killed; never looks whether its postmaster still lives. */
  private static void count(Connection connection) {
    try (var statement = connection.createStatement()) {
      assertThatThrownBy(
              () ->
                  statement.execute(
                      "SELECT count(*) FROM generate_series(1, 100000000000) AS n, generate_series(1, 1000)"))
          .isInstanceOf(SQLException.class);
    } catch (SQLException closed) {
      assertThat(closed.getSQLState()).startsWith("08");
    }
  }

  private static void awaitBusy(EmbeddedPostgres postgres) throws IOException, SQLException {
    var busy =
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()";
    while (Sql.value(postgres.owner(), busy).equals("0")) {
      Processes.pause(Duration.ofMillis(20));
    }
  }

  private static boolean answers(EmbeddedPostgres postgres) {
    try {
      return Sql.value(postgres.app(), "SELECT 1").equals("1");
    } catch (SQLException notYet) {
      return false;
    }
  }
}
