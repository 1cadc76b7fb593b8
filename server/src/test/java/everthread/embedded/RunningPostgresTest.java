package everthread.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of every running server; all look at one. */
class RunningPostgresTest {
  @TempDir static Path folder;
  private static Path home = Path.of("");
  private static HomeLock lock;
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() {
    home = folder.resolve("a home with spaces");
    lock = HomeLock.take(home);
    postgres = EmbeddedPostgres.start(lock);
  }

  @AfterAll
  static void stop() {
    postgres.close();
    lock.close();
  }

  @Test
  void what_is_acknowledged_is_on_the_disk() throws SQLException, IOException {
    assertThat(setting("fsync")).isEqualTo("on");
    assertThat(setting("synchronous_commit")).isEqualTo("on");
    assertThat(setting("full_page_writes")).isEqualTo("on");
    assertThat(setting("data_checksums")).isEqualTo("on");
  }

  @Test
  void only_this_machine_is_listened_to() throws SQLException, IOException {
    assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(setting("unix_socket_directories")).isEmpty();
    assertThat(setting("password_encryption")).isEqualTo("scram-sha-256");
  }

  @Test
  void the_order_of_texts_does_not_depend_on_the_system() throws SQLException, IOException {
    assertThat(setting("server_encoding")).isEqualTo("UTF8");
    assertThat(
            Sql.value(
                postgres.app(),
                "SELECT concat(datlocprovider, ' ', datlocale) FROM pg_database WHERE datname = 'everthread'"))
        .isEqualTo("b C.UTF-8");
    assertThat(Sql.value(postgres.app(), "SELECT upper('straße é ж')"))
        .isEqualTo("STRASSE É Ж".replace("SS", "ß"));
  }

  @Test
  void memory_is_sized_for_the_machine() throws SQLException, IOException {
    assertThat(setting("max_connections")).isEqualTo("60");
    assertThat(setting("jit")).isEqualTo("off");
    assertThat(setting("random_page_cost")).isEqualTo("1.1");
    assertThat(new Settings(1, 1024).configuration())
        .contains("shared_buffers = '122MB'", "work_mem = '4MB'");
    assertThat(new Settings(1, 16_384).configuration()).contains("shared_buffers = '512MB'");
  }

  @Test
  void the_owner_makes_tables_and_the_app_owns_nothing() throws SQLException {
    Sql.run(
        postgres.owner(),
        "CREATE SCHEMA room; CREATE EXTENSION pg_trgm; CREATE TABLE room.note (text text);"
            + "GRANT USAGE ON SCHEMA room TO everthread_app; GRANT SELECT, INSERT ON room.note TO everthread_app");
    Sql.run(postgres.app(), "INSERT INTO room.note VALUES ('kept')");

    assertThat(Sql.column(postgres.app(), "SELECT text FROM room.note")).containsExactly("kept");
    assertRefused(postgres.app(), "DELETE FROM room.note", "42501");
    assertRefused(postgres.app(), "CREATE SCHEMA other", "42501");
    assertRefused(postgres.app(), "CREATE TABLE public.other (text text)", "42501");
    assertRefused(postgres.app(), "SET ROLE everthread_owner", "42501");
    assertRefused(postgres.owner(), "CREATE ROLE other", "42501");
  }

  @Test
  void no_role_of_the_server_bypasses_row_level_security() throws SQLException {
    assertThat(
            Sql.column(
                postgres.app(),
                "SELECT rolname FROM pg_roles WHERE (rolsuper OR rolbypassrls) AND rolname NOT LIKE 'pg\\_%'"))
        .containsExactly("postgres");
  }

  @Test
  void row_level_security_hides_the_rows_of_others_from_the_app() throws SQLException {
    Sql.run(
        postgres.owner(),
        "CREATE TABLE public.row_of (space int); INSERT INTO public.row_of VALUES (1), (2);"
            + "ALTER TABLE public.row_of ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
            + "CREATE POLICY own ON public.row_of USING (space = 1); GRANT SELECT ON public.row_of TO everthread_app");

    assertThat(Sql.column(postgres.app(), "SELECT space FROM public.row_of")).containsExactly("1");
  }

  @Test
  void a_wrong_password_is_refused() {
    var app = postgres.app();
    var guess = new PostgresLogin(app.host(), app.port(), app.database(), app.role(), "wrong");

    assertRefused(guess, "SELECT 1", "28P01");
  }

  @Test
  void the_roles_reach_no_other_database() {
    var app = postgres.app();
    var other = new PostgresLogin(app.host(), app.port(), "postgres", app.role(), app.password());

    assertRefused(other, "SELECT 1", "28000");
  }

  @Test
  void passwords_are_for_the_owner_of_the_home_alone() throws IOException {
    assertThat(mode(home)).isEqualTo("rwx------");
    assertThat(mode(home.resolve("secrets"))).isEqualTo("rwx------");
    for (var role : new String[] {"postgres", "everthread_owner", "everthread_app"}) {
      assertThat(mode(home.resolve("secrets/postgres-" + role))).isEqualTo("rw-------");
    }
    assertThat(mode(home.resolve("database"))).isEqualTo("rwx------");
    assertThat(mode(home.resolve("logs/postgres.log"))).isEqualTo("rw-------");
    assertThat(home.resolve("database.password")).doesNotExist();
    assertThat(postgres.app().toString()).doesNotContain(postgres.app().password());
  }

  @Test
  void what_people_wrote_never_reaches_the_log() throws IOException {
    assertRefused(postgres.app(), "SELECT 'a private remark'::int", "22P02");
    assertRefused(postgres.owner(), "SELECT 'a private remark' FROM nowhere", "42P01");

    assertThat(Files.readString(home.resolve("logs/postgres.log")))
        .contains("ready to accept")
        .doesNotContain("private remark");
  }

  @Test
  void the_terminals_signals_do_not_reach_it() throws IOException {
    var session = Command.of("ps", "-o", "sid=", "-p", Long.toString(postgres.pid())).run();

    assertThat(session.output().strip()).isEqualTo(Long.toString(postgres.pid()));
  }

  @Test
  void the_programs_are_those_of_the_build() throws IOException {
    var version =
        Command.of(
                home.resolve("postgres/" + Programs.VERSION + "/bin/postgres").toString(),
                "--version")
            .run();

    assertThat(version.output().strip()).endsWith(" " + Programs.VERSION);
  }

  /** As the superuser, because others do not see all settings. */
  private static String setting(String name) throws SQLException, IOException {
    var roles =
        new Roles(new Home(home), new Secrets(home.resolve("secrets")), postgres.app().port());
    var login = roles.login(Cluster.SUPERUSER, Roles.DATABASE);
    return Sql.value(login, "SELECT setting FROM pg_settings WHERE name = '" + name + "'");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void assertRefused(PostgresLogin login, String statement, String state) {
    assertThatThrownBy(() -> Sql.run(login, statement))
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo(state));
  }
}
