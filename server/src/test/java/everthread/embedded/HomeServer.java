package everthread.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that holds a home and runs its PostgreSQL until it is killed. */
final class HomeServer {
  private HomeServer() {}

  public static void main(String[] arguments) throws InterruptedException {
    try {
      var lock = HomeLock.take(Path.of(arguments[0]));
      var postgres = EmbeddedPostgres.start(lock);
      lock.announce(postgres.app().jdbcUrl());
      System.out.println("ready " + postgres.pid());
      Thread.currentThread().join();
    } catch (LaunchException refused) {
      System.out.println(refused.reason() + " " + refused.getMessage());
      System.exit(1);
    }
  }

  /** Starts one and returns it with the first line that it says. */
  static Running start(Path home) throws IOException {
    var classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var words = List.of(java, "-cp", classPath, HomeServer.class.getName(), home.toString());
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    var said = process.inputReader(StandardCharsets.UTF_8).readLine();
    return new Running(process, said == null ? "" : said);
  }

  record Running(Process process, String said) {
    /** Kills it as {@code kill -9} does, and waits until it is gone. */
    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    long postgres() {
      return Long.parseLong(said.replace("ready ", ""));
    }
  }
}
