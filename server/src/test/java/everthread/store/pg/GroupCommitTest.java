package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.store.pg.GroupCommit.Limits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private static final Executor THREADS = command -> Thread.ofVirtual().start(command);

  private final List<List<String>> groups = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  private final GroupCommit<String, String, String> commits =
      new GroupCommit<>(new Limits(3, 100, 1), (key, items) -> commit(items));

  @Test
  void who_comes_alone_is_done_at_once() {
    go.countDown();

    assertThat(submit("a")).isEqualTo("A");

    assertThat(groups).containsExactly(List.of("a"));
  }

  @Test
  void who_comes_meanwhile_shares_the_next_group_and_gets_its_own_result() {
    var first = later("a");
    awaitBegun();
    var others = List.of(later("b"), later("c"));
    awaitWaiting(2);
    go.countDown();

    assertThat(first.join()).isEqualTo("A");
    assertThat(others).extracting(CompletableFuture::join).containsExactly("B", "C");
    assertThat(groups).hasSize(2);
    assertThat(groups.get(1)).containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void a_group_does_not_outgrow_its_limits() {
    var first = later("a");
    awaitBegun();
    var others = List.of(later("b"), later("c"), later("d"), later("e"));
    awaitWaiting(4);
    go.countDown();

    first.join();
    others.forEach(CompletableFuture::join);
    assertThat(groups).allSatisfy(group -> assertThat(group).hasSizeLessThanOrEqualTo(3));
  }

  @Test
  void a_bad_one_fails_alone() {
    var first = later("a");
    awaitBegun();
    var bad = later("bad");
    var good = later("b");
    awaitWaiting(2);
    go.countDown();

    assertThat(first.join()).isEqualTo("A");
    assertThat(good.join()).isEqualTo("B");
    assertThatThrownBy(bad::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void while_the_database_is_away_all_are_told_so_and_none_is_tried_again() {
    go.countDown();

    assertThatThrownBy(() -> submit("away")).isInstanceOf(ProblemException.class);

    assertThat(groups).hasSize(1);
  }

  private List<String> commit(List<String> items) {
    groups.add(items);
    begun.countDown();
    try {
      go.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
    if (items.contains("bad")) throw new IllegalArgumentException("bad");
    if (items.contains("away")) throw new ProblemException(new Problem.Unavailable("away"));
    return items.stream().map(item -> item.toUpperCase(Locale.ROOT)).toList();
  }

  private String submit(String item) {
    return commits.submit("space", item, 1, 1);
  }

  private CompletableFuture<String> later(String item) {
    return CompletableFuture.supplyAsync(() -> submit(item), THREADS);
  }

  private void awaitBegun() {
    try {
      begun.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private void awaitWaiting(int count) {
    while (commits.waiting("space") < count) Thread.onSpinWait();
  }
}
