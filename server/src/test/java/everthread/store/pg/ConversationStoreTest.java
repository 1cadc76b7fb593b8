package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import everthread.conversation.Conversation;
import everthread.conversation.Message;
import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.conversation.Source;
import everthread.conversation.StoredMessage;
import everthread.feed.Change;
import everthread.memory.Memory;
import everthread.memory.MemoryFilter;
import everthread.memory.NewMemory;
import everthread.memory.Provenance;
import everthread.memory.Validity;
import everthread.problem.ProblemException;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConversationStoreTest {
  private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

  private final PgChangeFeed feed = new PgChangeFeed(RealPostgres.database());
  private final PgConversationStore store = new PgConversationStore(RealPostgres.database(), feed);
  private final SpaceId space = RealPostgres.newSpace();

  @Test
  void a_saved_conversation_comes_back_in_order() {
    var saved =
        save(
            Source.STREAM,
            user("u1", null, "Where is the key?"),
            answer("a1", "u1", "Under the mat."));

    var found = store.find(space, saved).orElseThrow();

    assertThat(found.activeBranch())
        .extracting(StoredMessage::text)
        .containsExactly("Where is the key?", "Under the mat.");
    assertThat(found.summary().messageCount()).isEqualTo(2);
  }

  @Test
  void the_same_again_changes_nothing() {
    save(Source.STREAM, user("u1", null, "hello"), answer("a1", "u1", "hi"));
    long position = feed.position(space);

    save(Source.STREAM, user("u1", null, "hello"), answer("a1", "u1", "hi"));
    save(Source.SNAPSHOT, user("u1", null, "hello"), answer("a1", "u1", "hi"));

    assertThat(feed.position(space)).isEqualTo(position);
  }

  @Test
  void a_better_source_replaces_a_worse_one_and_never_the_other_way_round() {
    save(Source.SNAPSHOT, user("u1", null, "hello"), answer("a1", "u1", "from the snapshot"));
    save(Source.STREAM, user("u1", null, "hello"), answer("a1", "u1", "from the stream"));
    var id =
        save(Source.SNAPSHOT, user("u1", null, "hello"), answer("a1", "u1", "from the snapshot"));

    assertThat(texts(id)).containsExactly("hello", "from the stream");
  }

  @Test
  void a_broken_off_answer_is_healed_by_a_later_snapshot() {
    save(Source.STREAM, user("u1", null, "hello"), partial("a1", "u1", "The answer beg"));
    var id =
        save(
            Source.SNAPSHOT,
            user("u1", null, "hello"),
            answer("a1", "u1", "The answer begins and ends."));

    assertThat(texts(id)).containsExactly("hello", "The answer begins and ends.");
    assertThat(store.find(space, id).orElseThrow().messages()).allMatch(StoredMessage::complete);
  }

  @Test
  void messages_read_off_the_page_are_recognised_when_their_true_ids_come() {
    save(
        Source.DOM,
        user("dom-1", null, "How do I boil an egg?"),
        answer("dom-2", "dom-1", "Seven minutes in boiling water, then cold water."));
    var id =
        save(
            Source.STREAM,
            user("u1", null, "How do I boil an egg?"),
            answer("a1", "u1", "**Seven minutes** in boiling water, then cold water."));

    var messages = store.find(space, id).orElseThrow().messages();

    assertThat(messages).extracting(StoredMessage::sourceId).containsExactly("u1", "a1");
  }

  @Test
  void messages_read_off_the_page_are_not_added_to_those_that_are_known() {
    save(
        Source.STREAM,
        user("u1", null, "yes"),
        answer("a1", "u1", "Fine."),
        user("u2", "a1", "yes"),
        answer("a2", "u2", "Done."));
    var id =
        save(
            Source.DOM,
            user("dom-1", null, "yes"),
            answer("dom-2", "dom-1", "Fine."),
            user("dom-3", "dom-2", "yes"),
            answer("dom-4", "dom-3", "Done."),
            user("dom-5", "dom-4", "thanks"));

    assertThat(texts(id)).containsExactly("yes", "Fine.", "yes", "Done.", "thanks");
  }

  @Test
  void a_streams_question_without_an_id_takes_the_id_that_the_snapshot_tells() {
    save(
        Source.STREAM,
        user("dom-0123", null, "How far is the moon?"),
        answer("a1", "dom-0123", "Far."));
    var id =
        save(Source.SNAPSHOT, user("u1", null, "How far is the moon?"), answer("a1", "u1", "Far."));

    assertThat(store.find(space, id).orElseThrow().messages())
        .extracting(StoredMessage::sourceId)
        .containsExactly("u1", "a1");
  }

  @Test
  void an_edit_is_a_branch_and_the_newest_snapshot_names_the_shown_one() {
    save(
        Source.SNAPSHOT,
        NOON.plusSeconds(60),
        "a2",
        user("u1", null, "first"),
        answer("a1", "u1", "one"),
        user("u2", null, "edited"),
        answer("a2", "u2", "two"));
    var id =
        save(Source.SNAPSHOT, NOON, "a1", user("u1", null, "first"), answer("a1", "u1", "one"));

    var found = store.find(space, id).orElseThrow();

    assertThat(found.activeBranch())
        .extracting(StoredMessage::text)
        .containsExactly("edited", "two");
    assertThat(found.messages()).hasSize(4);
  }

  @Test
  void a_gap_does_not_cut_the_conversation_in_two() {
    save(Source.STREAM, user("u1", null, "one"), answer("a1", "u1", "two"));
    var id =
        save(
            Source.STREAM,
            NOON.plusSeconds(60),
            "a9",
            user("u9", "a8-never-seen", "nine"),
            answer("a9", "u9", "ten"));

    assertThat(texts(id)).containsExactly("one", "two", "nine", "ten");
  }

  @Test
  void messages_that_follow_each_other_in_a_circle_are_all_read() {
    var id =
        save(
            Source.SNAPSHOT,
            NOON,
            "u1",
            user("u1", "a2", "one"),
            answer("a1", "u1", "two"),
            answer("a2", "a1", "three"));

    var read = store.find(space, id).orElseThrow();

    assertThat(read.messages()).hasSize(3);
    assertThat(read.activeBranch()).isNotEmpty();
  }

  @Test
  void an_erased_conversation_is_gone_and_not_captured_again() {
    var id = save(Source.STREAM, user("u1", null, "hello"));

    assertThat(store.erase(space, id)).isTrue();

    assertThat(store.find(space, id)).isEmpty();
    assertThatThrownBy(() -> save(Source.SNAPSHOT, user("u1", null, "hello")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("deleted"));
  }

  @Test
  void a_hidden_conversation_can_be_brought_back() {
    var id = save(Source.STREAM, user("u1", null, "hello"));

    store.hide(space, id);
    assertThat(store.find(space, id)).isEmpty();
    assertThat(store.list(space, null, null, 10)).isEmpty();

    assertThat(store.restore(space, id)).isTrue();
    assertThat(texts(id)).containsExactly("hello");
  }

  @Test
  void what_was_remembered_of_a_conversation_goes_and_comes_back_with_it() {
    var memories = new PgMemoryStore(RealPostgres.database(), feed);
    var id = save(Source.STREAM, user("u1", null, "I live in Ghent."));
    var message = store.find(space, id).orElseThrow().messages().getFirst();
    memories.add(space, List.of(remembered("User lives in Ghent", id, message)));
    var earlier =
        memories.add(space, List.of(remembered("User likes rain", id, message))).getFirst();
    memories.hide(space, earlier.id());

    store.hide(space, id);
    assertThat(memories.list(space, MemoryFilter.ALL, null, 10)).isEmpty();

    store.restore(space, id);
    assertThat(memories.list(space, MemoryFilter.ALL, null, 10))
        .extracting(Memory::content)
        .containsExactly("User lives in Ghent");

    store.erase(space, id);
    assertThat(memories.list(space, MemoryFilter.ALL, null, 10)).isEmpty();
    assertThat(feed.after(space, 0, 100).getLast().subject()).isEqualTo(Change.Subject.MEMORY);
  }

  private static NewMemory remembered(
      String content, java.util.UUID conversation, StoredMessage message) {
    var provenance =
        new Provenance(
            conversation,
            message.id(),
            message.sourceId(),
            Role.USER,
            null,
            message.text(),
            "test",
            0.9);
    return new NewMemory(
        content, null, List.of(), Map.of(), Site.CLAUDE, provenance, new Validity.Current(null));
  }

  @Test
  void another_space_sees_nothing_of_it() {
    var id = save(Source.STREAM, user("u1", null, "hello"));

    assertThat(store.find(RealPostgres.newSpace(), id)).isEmpty();
    assertThat(store.erase(RealPostgres.newSpace(), id)).isFalse();
    assertThat(texts(id)).containsExactly("hello");
  }

  @Test
  void the_list_is_paged_newest_first() {
    for (int i = 0; i < 5; i++) {
      store.save(
          space,
          told("c" + i, null, user("u" + i, null, "hello")),
          Source.STREAM,
          NOON.plusSeconds(i));
    }

    var first = store.list(space, null, null, 3);
    var second = store.list(space, null, first.getLast().id(), 3);

    assertThat(first).extracting(summary -> summary.sourceId()).containsExactly("c4", "c3", "c2");
    assertThat(second).extracting(summary -> summary.sourceId()).containsExactly("c1", "c0");
  }

  @Test
  void every_change_has_its_place_in_the_feed_without_gaps() throws InterruptedException {
    var threads =
        java.util.stream.IntStream.range(0, 16)
            .mapToObj(
                i ->
                    Thread.ofVirtual()
                        .start(
                            () ->
                                store.save(
                                    space,
                                    told("c" + i, null, user("u" + i, null, "hello " + i)),
                                    Source.STREAM,
                                    NOON)))
            .toList();
    for (var thread : threads) thread.join();

    var changes = feed.after(space, 0, 100);

    assertThat(changes)
        .extracting(change -> change.position())
        .isEqualTo(java.util.stream.LongStream.rangeClosed(1, changes.size()).boxed().toList());
    assertThat(changes).hasSizeGreaterThanOrEqualTo(16);
  }

  private java.util.UUID save(Source source, Message... messages) {
    return save(source, NOON, null, messages);
  }

  private java.util.UUID save(
      Source source, Instant seenAt, @Nullable String leaf, Message... messages) {
    return store.save(space, told("c", leaf, messages), source, seenAt).conversationId();
  }

  private static Conversation told(String id, @Nullable String leaf, Message... messages) {
    return new Conversation(
        Site.CLAUDE,
        id,
        "A title",
        null,
        null,
        null,
        null,
        List.copyOf(Arrays.asList(messages)),
        leaf);
  }

  private List<String> texts(java.util.UUID id) {
    return store.find(space, id).orElseThrow().activeBranch().stream()
        .map(StoredMessage::text)
        .toList();
  }

  private static Message user(String id, @Nullable String parent, String text) {
    return Message.of(id, parent, Role.USER, text);
  }

  private static Message answer(String id, @Nullable String parent, String text) {
    return Message.of(id, parent, Role.ASSISTANT, text);
  }

  private static Message partial(String id, @Nullable String parent, String text) {
    return new Message(id, parent, Role.ASSISTANT, null, text, null, null, null, false, List.of());
  }
}
