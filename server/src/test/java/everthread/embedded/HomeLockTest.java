package everthread.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import everthread.embedded.LaunchException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {
  @TempDir Path folder;

  @Test
  void a_second_holder_is_told_who_has_the_home_and_what_to_do() {
    var home = folder.resolve("home");

    try (var lock = HomeLock.take(home)) {
      lock.announce("http://127.0.0.1:8377");

      assertThatThrownBy(() -> HomeLock.take(home))
          .isInstanceOf(LaunchException.class)
          .hasMessageContainingAll("process " + ProcessHandle.current().pid(), "EVERTHREAD_HOME");
    }
  }

  @Test
  void a_program_on_this_machine_is_told_where_to_find_the_holder() {
    assertThat(Announcement.in(folder)).isEmpty();

    try (var lock = HomeLock.take(folder)) {
      assertThat(Announcement.in(folder).orElseThrow().address()).isNull();
      lock.announce("https://memory.example.com", "http://127.0.0.1:8377");

      var found = Announcement.in(folder).orElseThrow();
      assertThat(found.address()).isEqualTo(URI.create("http://127.0.0.1:8377"));
      assertThat(found.process()).isEqualTo(ProcessHandle.current().pid());
      assertThat(found.isAlive()).isTrue();
    }
  }

  @Test
  void a_home_that_was_given_back_can_be_taken_again() {
    HomeLock.take(folder).close();

    try (var again = HomeLock.take(folder)) {
      assertThat(again.home()).isEqualTo(folder);
    }
  }

  @Test
  void another_process_is_refused_while_the_first_lives_and_not_after_it()
      throws IOException, InterruptedException {
    var home = folder.resolve("home");
    SharedPrograms.link(home);
    var first = HomeServer.start(home);
    var second = HomeServer.start(home);

    assertThat(first.said()).startsWith("ready");
    assertThat(second.said())
        .startsWith(Reason.HOME_IN_USE.name())
        .contains("process " + first.process().pid(), "serves jdbc:postgresql://127.0.0.1:");
    assertThatThrownBy(() -> HomeLock.take(home)).isInstanceOf(LaunchException.class);

    first.kill();
    try (var lock = HomeLock.take(home)) {
      EmbeddedPostgres.start(lock).close();
    }
    assertThat(ProcessHandle.of(first.postgres()).filter(new Processes(home)::isOurs)).isEmpty();
  }

  @Test
  void a_home_that_cannot_be_written_is_refused_with_its_name() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "not a folder");

    assertThatThrownBy(() -> HomeLock.take(file.resolve("home")))
        .isInstanceOfSatisfying(
            LaunchException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.HOME_NOT_USABLE))
        .hasMessageContaining(file.toString());
  }
}
