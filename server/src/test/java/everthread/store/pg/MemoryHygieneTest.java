package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Site;
import everthread.memory.Memory;
import everthread.memory.MemoryFilter;
import everthread.memory.MemoryReport.Kind;
import everthread.memory.NewMemory;
import everthread.memory.Validity;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MemoryHygieneTest {
  private final Database database = RealPostgres.database();
  private final PgChangeFeed feed = new PgChangeFeed(database);
  private final PgMemoryStore memories = new PgMemoryStore(database, feed);
  private final PgMemoryHygiene hygiene =
      new PgMemoryHygiene(database, feed, text -> text.contains("hunter2"));
  private final SpaceId space = RealPostgres.newSpace();

  @Test
  void each_kind_of_untidiness_is_counted_and_shown() {
    write("User likes tea");
    var again = write("User likes tea.");
    var turned = write("Tea is what the user likes");
    var berlin = write("User lives in Berlin");
    write("User lives in Munich");
    var secret = write("User's password is hunter2");
    var unsure = add("User may like coffee", new Validity.InReview());

    assertThat(ids(Kind.DUPLICATE)).containsExactly(again.id());
    assertThat(ids(Kind.NEAR_DUPLICATE)).containsExactly(turned.id());
    assertThat(ids(Kind.SUPERSEDED)).containsExactly(berlin.id());
    assertThat(ids(Kind.SECRET_LIKE)).containsExactly(secret.id());
    assertThat(ids(Kind.IN_REVIEW)).containsExactly(unsure.id());
    assertThat(ids(Kind.NEVER_RECALLED)).isEmpty();
  }

  @Test
  void a_memory_that_was_recalled_in_a_month_is_not_among_those_that_never_were() {
    var used = write("User likes tea");
    var unused = write("User likes chess");
    aMonthPasses();

    new PgRecallStore(database).recalled(space, Map.of(used.id(), 3L));

    assertThat(ids(Kind.NEVER_RECALLED)).containsExactly(unused.id());
  }

  @Test
  void a_count_of_a_memory_that_is_gone_is_passed_over() {
    var memory = write("User likes tea");
    memories.erase(space, memory.id());

    new PgRecallStore(database).recalled(space, Map.of(memory.id(), 1L));

    assertThat(memories.find(space, memory.id())).isEmpty();
  }

  @Test
  void cleaning_hides_all_of_a_kind_and_is_undone_in_one_go() {
    write("User likes tea");
    write("User likes tea");
    write("User likes tea");

    var cleaned = hygiene.clean(space, Kind.DUPLICATE).orElseThrow();

    assertThat(cleaned.count()).isEqualTo(2);
    assertThat(all()).hasSize(1);
    assertThat(hygiene.clean(space, Kind.DUPLICATE)).isEmpty();
    assertThat(hygiene.putBack(space, cleaned.at())).isEqualTo(2);
    assertThat(all()).hasSize(3);
    assertThat(hygiene.putBack(space, cleaned.at())).isZero();
  }

  @Test
  void nobody_elses_cleaning_can_be_undone() {
    write("User likes tea");
    write("User likes tea");
    var cleaned = hygiene.clean(space, Kind.DUPLICATE).orElseThrow();

    assertThat(hygiene.putBack(RealPostgres.newSpace(), cleaned.at())).isZero();
    assertThat(hygiene.putBack(space, Instant.EPOCH)).isZero();
    assertThat(all()).hasSize(1);
  }

  private void aMonthPasses() {
    database.inSpace(
        space,
        transaction ->
            transaction.run(
                "UPDATE memory SET counted_since = now() - interval '31 days' WHERE space_id = $1",
                space.value()));
  }

  private List<java.util.UUID> ids(Kind kind) {
    var section = Objects.requireNonNull(hygiene.report(space).sections().get(kind));
    assertThat(section.count()).isEqualTo(section.examples().size());
    return section.examples().stream().map(Memory::id).toList();
  }

  private List<Memory> all() {
    return memories.list(space, MemoryFilter.ALL, null, 50);
  }

  private Memory write(String text) {
    return add(text, new Validity.Current(null));
  }

  private Memory add(String text, Validity validity) {
    var memory = new NewMemory(text, null, List.of(), Map.of(), Site.API, null, validity);
    return memories.add(space, List.of(memory)).getFirst();
  }
}
