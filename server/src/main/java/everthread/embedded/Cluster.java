package everthread.embedded;

import everthread.embedded.LaunchException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's data folder. It is made once, aside, and renamed when whole; one that is there is
 * never made anew.
 */
record Cluster(Home home, Programs programs, Account account) {
  static final String SUPERUSER = "postgres";

  /** Makes the cluster where there is none, and refuses one that these programs cannot serve. */
  void ensure(Secrets secrets) throws IOException {
    if (isAbsent()) {
      make(secrets);
    }
    requireMajor();
    if (secrets.find(SUPERUSER).isEmpty()) {
      replacePassword(secrets);
    }
  }

  private boolean isAbsent() throws IOException {
    if (!Files.exists(home.database())) {
      return true;
    }
    try (var entries = Files.list(home.database())) {
      return entries.findAny().isEmpty();
    }
  }

  private void make(Secrets secrets) throws IOException {
    var fresh = home.databaseInTheMaking();
    Home.delete(fresh);
    Home.privately(fresh);
    var password = Secrets.random();
    var passwordFile = fresh.resolveSibling("database.password");
    try {
      Home.write(passwordFile, password);
      account.own(fresh);
      account.own(passwordFile);
      initialize(fresh, passwordFile);
    } finally {
      Files.deleteIfExists(passwordFile);
    }
    secrets.keep(SUPERUSER, password);
    Home.move(fresh, home.database());
  }

  /**
   * Locale: the builtin provider's C.UTF-8. Its order is that of the code points and never changes
   * with the system's libraries, so an update of the system cannot damage an index; upper and lower
   * case work for all of Unicode.
   */
  private void initialize(Path fresh, Path passwordFile) throws IOException {
    var words = new ArrayList<>(List.of(programs.program("initdb").toString()));
    words.addAll(
        List.of("--pgdata=" + fresh, "--username=" + SUPERUSER, "--pwfile=" + passwordFile));
    words.addAll(List.of("--auth=scram-sha-256", "--data-checksums", "--encoding=UTF8"));
    words.addAll(List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    var outcome = new Command(account.run(words)).run();
    if (!outcome.succeeded()) {
      throw Diagnosis.of(
          home, "The database could not be made in " + home.folder(), outcome.lines());
    }
  }

  private void requireMajor() throws IOException {
    var version = home.database().resolve("PG_VERSION");
    if (!Files.exists(version)) {
      throw new LaunchException(
          Reason.NOT_A_CLUSTER,
          "The folder %s is not empty and holds no PostgreSQL database. Move it away or put back what is missing; nothing was changed."
              .formatted(home.database()));
    }
    var major = Files.readString(version).strip();
    if (!major.equals(Programs.MAJOR)) {
      throw new LaunchException(
          Reason.WRONG_MAJOR_VERSION,
          """
          The database in %s was made by PostgreSQL %s, and this Everthread brings PostgreSQL %s. Export with the Everthread \
          that made it and import here into a new home, or run pg_upgrade; nothing was changed."""
              .formatted(home.database(), major, Programs.MAJOR));
    }
  }

  /**
   * The superuser's password file is gone: sets a new one in single-user mode, which asks for none.
   */
  private void replacePassword(Secrets secrets) throws IOException {
    var password = Secrets.random();
    var words =
        List.of(
            programs.program("postgres").toString(),
            "--single",
            "-D",
            home.database().toString(),
            "postgres");
    var outcome =
        new Command(account.run(words))
            .run("ALTER ROLE %s PASSWORD '%s'\n".formatted(SUPERUSER, password));
    if (!outcome.succeeded()) {
      throw Diagnosis.of(
          home, "The database's lost password could not be replaced", outcome.lines());
    }
    secrets.keep(SUPERUSER, password);
  }
}
