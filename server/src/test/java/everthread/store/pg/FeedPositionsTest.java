package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.space.Ids;
import everthread.space.SpaceId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FeedPositionsTest {
  private final SpaceId space = new SpaceId(Ids.next());
  private long now;
  private int asked;
  private final FeedPositions positions = new FeedPositions(() -> now);

  @Test
  void the_database_is_asked_once_and_commits_are_heard() {
    assertThat(look(4)).isEqualTo(4);

    positions.reached(space, 7);

    assertThat(look(99)).isEqualTo(7);
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void an_older_commit_that_is_heard_late_takes_nothing_back() {
    positions.reached(space, 7);
    positions.reached(space, 6);

    assertThat(look(99)).isEqualTo(7);
  }

  @Test
  void while_a_commit_may_have_come_through_unheard_the_database_is_asked() {
    positions.reached(space, 7);
    positions.doubt(space);

    assertThat(look(7)).isEqualTo(7);
    assertThat(look(8)).isEqualTo(8);

    now = Duration.ofMinutes(2).toNanos();
    assertThat(look(8)).isEqualTo(8);
    assertThat(look(99)).isEqualTo(8);
  }

  private long look(long database) {
    return positions.of(
        space,
        () -> {
          asked++;
          return database;
        });
  }
}
