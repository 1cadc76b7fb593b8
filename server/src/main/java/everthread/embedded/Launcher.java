package everthread.embedded;

import java.io.IOException;

/** All that is needed to start PostgreSQL on a home, once or again. */
record Launcher(Home home, Programs programs, Account account, LogFile log) {
  private static final int PORTS_TRIED = 5;

  /**
   * Makes ready whatever is missing in the home; starts nothing that stays. Whatever an earlier run
   * left is ended first.
   */
  static Launcher prepare(Home home) throws IOException {
    Home.privately(home.secrets());
    Home.privately(home.logs());
    var programs = Programs.install(home);
    var account = Account.choose(home, programs.program("postgres"));
    account.admit(home, programs.program("postgres"));
    new Leftovers(home.database()).end();
    new Cluster(home, programs, account).ensure(new Secrets(home.secrets()));
    return new Launcher(home, programs, account, new LogFile(home.logs().resolve("postgres.log")));
  }

  /** A running PostgreSQL and its port. */
  record Started(Postmaster postmaster, int port) {}

  /**
   * Starts it on the kept port, or on another when a stranger has that one, even if only in the
   * last moment.
   */
  Started start() throws IOException {
    for (var left = PORTS_TRIED; ; left--) {
      var port = Port.choose(home);
      Settings.forThisMachine(port).write(home);
      var postmaster = launch();
      var started = false;
      try {
        postmaster.awaitReady();
        new Roles(home, new Secrets(home.secrets()), port).provide();
        started = true;
        return new Started(postmaster, port);
      } catch (LaunchException refused) {
        if (postmaster.isAlive() || Port.isFree(port) || left == 1) {
          throw refused;
        }
      } finally {
        if (!started) {
          postmaster.stop();
        }
      }
    }
  }

  /** Starts it as it was, on the same port. */
  Postmaster launch() throws IOException {
    new Leftovers(home.database()).end();
    return Postmaster.launch(home, programs, account, log);
  }
}
