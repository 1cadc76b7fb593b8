package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Conversation;
import everthread.conversation.ConversationStore.Saved;
import everthread.conversation.Message;
import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.conversation.Source;
import everthread.memory.Memory;
import everthread.memory.MemoryChange;
import everthread.memory.MemoryFilter;
import everthread.memory.MemoryFilter.State;
import everthread.memory.NewMemory;
import everthread.memory.Provenance;
import everthread.memory.Validity;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SupersedingTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T10:00:00Z");

  private final Database database = RealPostgres.database();
  private final PgChangeFeed feed = new PgChangeFeed(database);
  private final PgMemoryStore memories = new PgMemoryStore(database, feed);
  private final PgMemoryHistories histories = new PgMemoryHistories(database);
  private final PgConversationStore conversations = new PgConversationStore(database, feed);
  private final SpaceId space = RealPostgres.newSpace();

  /** A message of a conversation of its own, said on a day, and the fact that it states. */
  private record Stated(SpaceId space, Saved chat, NewMemory memory) {}

  @Test
  void a_newer_place_takes_the_place_of_the_older_and_both_stay_linked() {
    var berlin = remember(1, "User lives in Berlin");
    var munich = remember(5, "User lives in Munich");

    var history = histories.history(space, munich.id()).orElseThrow();
    assertThat(find(berlin).validity())
        .isEqualTo(new Validity.Superseded(day(1), day(5), munich.id()));
    assertThat(history.supersedes()).extracting(Memory::id).containsExactly(berlin.id());
    assertThat(histories.history(space, berlin.id()).orElseThrow().successor())
        .isEqualTo(find(munich));
    assertThat(heldOn(3)).containsExactly("User lives in Berlin");
    assertThat(heldOn(6)).containsExactly("User lives in Munich");
  }

  @Test
  void one_statement_in_other_words_is_one_memory_with_two_messages_behind_it() {
    var first = remember(1, "User’s favourite color is blue");
    var again = remember(2, "User's favorite color is blue.");

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(find(first).evidence()).isEqualTo(2);
    assertThat(histories.history(space, first.id()).orElseThrow().evidence())
        .extracting(evidence -> evidence.saidAt())
        .containsExactly(day(1), day(2));
  }

  @Test
  void reading_a_message_again_changes_nothing() {
    var said = said(space, 1, "User lives in Berlin");
    memories.add(space, List.of(said.memory()));
    remember(5, "User lives in Munich");
    var before = standing(space);

    memories.add(space, List.of(said.memory()));

    assertThat(standing(space)).isEqualTo(before);
  }

  @Test
  void in_whatever_order_captures_arrive_the_end_is_the_same() {
    var facts =
        List.of(
            "User lives in Berlin",
            "User uses Postgres",
            "User moved to Munich",
            "User’s name is Jonas",
            "User lives in Berlin",
            "User moved to MySQL",
            "User eats meat",
            "User uses Redis",
            "User no longer eats meat",
            "User lives in Oslo",
            "User’s name is Jonas Weber",
            "User uses Postgres",
            "User switched from MySQL to SQLite");
    var random = new Random(7);
    @Nullable Map<String, String> expected = null;
    for (int round = 0; round < 12; round++) {
      var there = RealPostgres.newSpace();
      var said = new ArrayList<>(IntStream.range(0, facts.size()).boxed().toList());
      if (round > 0) Collections.shuffle(said, random);

      for (int day : said) memories.add(there, List.of(said(there, day, facts.get(day)).memory()));

      if (expected == null) expected = standing(there);
      assertThat(standing(there)).as("round " + round).isEqualTo(expected);
    }
    assertThat(expected)
        .containsEntry("User lives in Oslo", "holds")
        .containsEntry("User switched from MySQL to SQLite", "holds")
        .containsEntry("User uses Redis", "holds")
        .containsEntry("User lives in Berlin", "until " + day(9) + " by User lives in Oslo");
  }

  @Test
  void of_a_slot_for_one_value_exactly_one_holds() {
    var random = new Random(11);
    var places = List.of("Berlin", "Munich", "Oslo", "Paris", "Lisbon", "Graz");
    for (int round = 0; round < 8; round++) {
      var there = RealPostgres.newSpace();
      var days = new ArrayList<>(IntStream.range(0, 10).boxed().toList());
      Collections.shuffle(days, random);
      for (int day : days) {
        var place = places.get(random.nextInt(places.size()));
        memories.add(there, List.of(said(there, day, "User lives in " + place).memory()));
      }

      var current =
          memories.list(there, new MemoryFilter(null, null, State.CURRENT, null), null, 50);
      assertThat(current).hasSize(1);
      for (int day = 1; day < 10; day++) {
        var filter = new MemoryFilter(null, null, null, null, day(day).plusSeconds(60));
        assertThat(memories.list(there, filter, null, 50)).hasSize(1);
      }
    }
  }

  @Test
  void an_undone_superseding_stays_undone_until_something_newer_is_said() {
    var berlin = remember(1, "User lives in Berlin");
    var munich = remember(5, "User lives in Munich");

    memories.update(space, berlin.id(), change(new Validity.Current(null)));
    assertThat(find(berlin).validity()).isEqualTo(new Validity.Current(day(1)));
    assertThat(find(munich).validity()).isInstanceOf(Validity.Current.class);
    remember(4, "User lives in Munich");
    assertThat(find(berlin).validity()).isInstanceOf(Validity.Current.class);

    var soon = Instant.now().plusSeconds(3_600);
    remember(soon, "User lives in Oslo");
    assertThat(find(berlin).validity()).isInstanceOf(Validity.Superseded.class);
    assertThat(find(munich).validity()).isInstanceOf(Validity.Superseded.class);
  }

  @Test
  void what_took_its_place_is_deleted_and_the_older_holds_again() {
    var berlin = remember(1, "User lives in Berlin");
    var munich = remember(5, "User lives in Munich");

    memories.hide(space, munich.id());
    assertThat(find(berlin).validity()).isEqualTo(new Validity.Current(day(1)));
    memories.restore(space, munich.id());
    assertThat(find(berlin).validity()).isInstanceOf(Validity.Superseded.class);
    memories.erase(space, munich.id());
    assertThat(find(berlin).validity()).isEqualTo(new Validity.Current(day(1)));
  }

  @Test
  void what_a_person_ended_stays_ended() {
    var berlin = remember(1, "User lives in Berlin");
    memories.update(space, berlin.id(), change(new Validity.Superseded(day(3), null)));

    remember(2, "User lives in Berlin");

    assertThat(find(berlin).validity()).isEqualTo(new Validity.Superseded(day(1), day(3), null));
    assertThat(heldOn(2)).containsExactly("User lives in Berlin");
    assertThat(heldOn(4)).isEmpty();
  }

  @Test
  void a_memory_outlives_a_conversation_when_another_states_it_too() {
    var first = said(space, 1, "User lives in Berlin");
    var second = said(space, 2, "User lives in Berlin");
    memories.add(space, List.of(first.memory()));
    var memory = memories.add(space, List.of(second.memory())).getFirst();

    conversations.hide(space, first.chat().conversationId());
    assertThat(find(memory).evidence()).isEqualTo(1);
    conversations.restore(space, first.chat().conversationId());
    assertThat(find(memory).evidence()).isEqualTo(2);
    conversations.erase(space, first.chat().conversationId());

    var left = find(memory);
    assertThat(left.evidence()).isEqualTo(1);
    assertThat(left.provenance()).isNotNull();
    conversations.erase(space, second.chat().conversationId());
    assertThat(memories.find(space, memory.id())).isEmpty();
  }

  @Test
  void an_erased_memory_is_not_learned_again_from_any_of_its_messages() {
    var first = said(space, 1, "User lives in Berlin");
    var second = said(space, 2, "User lives in Berlin");
    memories.add(space, List.of(first.memory()));
    var memory = memories.add(space, List.of(second.memory())).getFirst();

    memories.erase(space, memory.id());

    assertThat(memories.add(space, List.of(first.memory(), second.memory()))).isEmpty();
  }

  @Test
  void what_is_written_down_takes_the_place_of_what_was_heard() {
    var berlin = remember(1, "User lives in Berlin");
    var written =
        NewMemory.written("The user lives in Munich.", null, List.of(), Map.of(), Site.API);

    var munich = memories.add(space, List.of(written)).getFirst();

    assertThat(find(berlin).validity()).isInstanceOf(Validity.Superseded.class);
    assertThat(munich.validity()).isEqualTo(new Validity.Current(null));
  }

  @Test
  void of_more_statements_than_are_compared_the_newest_alone_holds() {
    for (int batch = 0; batch < 14; batch++) {
      int first = batch * 50;
      memories.add(
          space,
          IntStream.range(first, first + 50)
              .mapToObj(
                  i ->
                      written(
                          "Town"
                              + "abcdefghij".charAt(i % 10)
                              + "klmnopqrst".charAt(i / 10 % 10)
                              + "uvwxyzabcd".charAt(i / 100)))
              .toList());
    }

    memories.add(space, List.of(written("Munich")));

    var current = memories.list(space, new MemoryFilter(null, null, State.CURRENT, null), null, 50);
    assertThat(current).extracting(Memory::content).containsExactly("User lives in Munich");
  }

  private static NewMemory written(String place) {
    return NewMemory.written("User lives in " + place, null, List.of(), Map.of(), Site.API);
  }

  @Test
  void what_was_kept_before_is_settled_once() throws Exception {
    var berlin = remember(1, "User lives in Berlin");
    var munich = remember(5, "User lives in Munich");
    forget();

    new PgSettlingStore(database, feed).settleKept(space);

    assertThat(find(berlin).validity()).isInstanceOf(Validity.Superseded.class);
    assertThat(find(munich).validity()).isInstanceOf(Validity.Current.class);
  }

  /** As rows looked before it was known what they speak of. */
  private void forget() {
    database.inSpace(
        space,
        transaction -> {
          transaction.run("DELETE FROM memory_slot WHERE space_id = $1", space.value());
          return transaction.run(
              """
              UPDATE memory SET sense_hash = NULL, gist_hash = NULL, state = 'CURRENT',
                valid_until = NULL, superseded_by = NULL WHERE space_id = $1
              """,
              space.value());
        });
  }

  private Memory remember(int day, String fact) {
    return memories.add(space, List.of(said(space, day, fact).memory())).getFirst();
  }

  private void remember(Instant at, String fact) {
    memories.add(space, List.of(said(space, at, fact).memory()));
  }

  private Stated said(SpaceId there, int day, String fact) {
    return said(there, day(day), fact);
  }

  private Stated said(SpaceId there, Instant at, String fact) {
    var id = at + fact;
    var message =
        new Message("m " + id, null, Role.USER, null, fact, null, null, at, true, List.of());
    var chat =
        conversations.save(
            there,
            new Conversation(
                Site.CLAUDE, id, null, null, null, null, null, List.of(message), "m " + id),
            Source.API,
            at);
    var provenance =
        new Provenance(
            chat.conversationId(),
            chat.changed().getFirst().id(),
            "m " + id,
            Role.USER,
            null,
            fact,
            "test",
            0.9);
    var memory =
        new NewMemory(
            fact, null, List.of(), Map.of(), Site.CLAUDE, provenance, new Validity.Current(at));
    return new Stated(there, chat, memory);
  }

  private static MemoryChange change(Validity validity) {
    return new MemoryChange(null, null, null, null, validity);
  }

  private Memory find(Memory memory) {
    return memories.find(space, memory.id()).orElseThrow();
  }

  private List<String> heldOn(int day) {
    var filter = new MemoryFilter(null, null, null, null, day(day));
    return memories.list(space, filter, null, 50).stream().map(Memory::content).toList();
  }

  /** How every memory stands, by its words: ids and times of arrival differ from run to run. */
  private Map<String, String> standing(SpaceId there) {
    var standing = new TreeMap<String, String>();
    for (var memory : memories.list(there, MemoryFilter.ALL, null, 100)) {
      var how =
          switch (memory.validity()) {
            case Validity.Current current -> "holds";
            case Validity.InReview inReview -> "in review";
            case Validity.Superseded old ->
                "until "
                    + old.until()
                    + " by "
                    + (old.by() == null
                        ? "nobody"
                        : memories.find(there, old.by()).orElseThrow().content());
          };
      assertThat(standing.put(memory.content(), how))
          .as(memory.content() + " is there once")
          .isNull();
    }
    return standing;
  }

  private static Instant day(int day) {
    return FIRST.plusSeconds(86_400L * day);
  }
}
