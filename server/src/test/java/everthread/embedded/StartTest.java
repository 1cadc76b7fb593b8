package everthread.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import everthread.embedded.LaunchException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
  @TempDir Path home;
  private HomeLock lock;

  @BeforeEach
  void take() throws IOException {
    SharedPrograms.link(home);
    lock = HomeLock.take(home);
  }

  @AfterEach
  void giveBack() {
    lock.close();
    assertThat(new Processes(home.resolve("database")).alive()).isEmpty();
  }

  @Test
  void what_was_written_is_there_at_the_next_start_on_the_same_port() throws SQLException {
    int port;
    try (var first = EmbeddedPostgres.start(lock)) {
      Sql.run(first.owner(), "CREATE TABLE note AS SELECT 'kept' AS text");
      port = first.app().port();
    }

    try (var second = EmbeddedPostgres.start(lock)) {
      assertThat(second.app().port()).isEqualTo(port);
      assertThat(Sql.column(second.owner(), "SELECT text FROM note")).containsExactly("kept");
    }
  }

  @Test
  void another_port_is_chosen_when_a_stranger_has_the_kept_one() throws IOException, SQLException {
    try (var stranger = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Files.writeString(home.resolve("database.port"), stranger.getLocalPort() + "\n");

      try (var postgres = EmbeddedPostgres.start(lock)) {
        assertThat(postgres.app().port()).isNotEqualTo(stranger.getLocalPort());
        assertThat(Sql.value(postgres.app(), "SELECT 1")).isEqualTo("1");
        assertThat(home.resolve("database.port"))
            .hasContent(Integer.toString(postgres.app().port()));
      }
    }
  }

  @Test
  void lost_passwords_are_replaced_and_the_rows_stay() throws IOException, SQLException {
    try (var first = EmbeddedPostgres.start(lock)) {
      Sql.run(first.owner(), "CREATE TABLE note AS SELECT 'kept' AS text");
    }
    Home.delete(home.resolve("secrets"));

    try (var second = EmbeddedPostgres.start(lock)) {
      assertThat(Sql.column(second.owner(), "SELECT text FROM note")).containsExactly("kept");
    }
  }

  @Test
  void what_a_start_left_half_done_is_done_again() throws IOException {
    Home.delete(home.resolve("postgres"));
    Files.createDirectories(home.resolve("postgres/" + Programs.VERSION + "/bin"));
    Files.createDirectories(home.resolve("postgres/" + Programs.VERSION + ".new/bin"));
    Files.createDirectories(home.resolve("database.new/base"));

    try (var postgres = EmbeddedPostgres.start(lock)) {
      assertThat(postgres.state()).isEqualTo(new PostgresState.Running(postgres.app().port()));
    }
    assertThat(home.resolve("database.new")).doesNotExist();
  }

  @Test
  void the_database_of_another_major_version_is_refused_and_left_alone() throws IOException {
    var database = Files.createDirectories(home.resolve("database"));
    Files.writeString(database.resolve("PG_VERSION"), "15\n");

    assertRefused(Reason.WRONG_MAJOR_VERSION, "PostgreSQL 15");
    assertThat(database.toFile().list()).containsExactly("PG_VERSION");
  }

  @Test
  void a_folder_that_is_no_database_is_refused_and_left_alone() throws IOException {
    var database = Files.createDirectories(home.resolve("database"));
    Files.writeString(database.resolve("photo"), "somebody's");

    assertRefused(Reason.NOT_A_CLUSTER, "Move it away");
    assertThat(database.toFile().list()).containsExactly("photo");
  }

  @Test
  void a_damaged_database_is_refused_with_the_logs_last_lines() throws IOException {
    EmbeddedPostgres.start(lock).close();
    var control = home.resolve("database/global/pg_control");
    Files.move(control, home.resolve("pg_control"));

    assertRefused(Reason.NOT_STARTED, "global/pg_control\": No such file");
  }

  @Test
  void a_log_that_grew_long_is_put_aside() throws IOException {
    var log = new LogFile(home.resolve("postgres.log"));
    Files.write(log.file(), new byte[(int) LogFile.LIMIT + 1]);

    log.bound();

    assertThat(log.length()).isZero();
    assertThat(home.resolve("postgres.log.1")).hasSize(LogFile.LIMIT + 1);
  }

  private void assertRefused(Reason reason, String words) {
    assertThatThrownBy(() -> EmbeddedPostgres.start(lock))
        .isInstanceOfSatisfying(
            LaunchException.class, refused -> assertThat(refused.reason()).isEqualTo(reason))
        .hasMessageContaining(words);
  }
}
