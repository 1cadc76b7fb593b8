package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Conversation;
import everthread.conversation.Message;
import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.conversation.Source;
import everthread.feed.Change;
import everthread.ingest.EmbeddingQueue.Computed;
import everthread.ingest.EmbeddingTask;
import everthread.memory.MemoryChange;
import everthread.memory.NewMemory;
import everthread.search.Hit;
import everthread.search.embed.Chunk;
import everthread.search.embed.EmbeddedChunk;
import everthread.search.embed.LetterEmbedder;
import everthread.search.embed.PassageVectors;
import everthread.space.SpaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each test is a model of its own, so that the others' spaces are its own affair. */
class EmbeddingQueueTest {
  private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final String model = "letters/" + UUID.randomUUID();
  private final LetterEmbedder letters = new LetterEmbedder(model);
  private final Database database = RealPostgres.database();
  private final PgChangeFeed feed = PgChangeFeed.writtenHereOnly(database);
  private final PgConversationStore conversations = new PgConversationStore(database, feed);
  private final PgMemoryStore memories = new PgMemoryStore(database, feed);
  private final PgEmbeddingQueue queue = new PgEmbeddingQueue(database, feed);
  private final PgIndexSource source = new PgIndexSource(database, () -> Optional.of(model));
  private final PgVectors vectors = new PgVectors(database);
  private final SpaceId space = RealPostgres.newSpace();

  @Test
  void memories_come_first_then_own_words_then_named_speakers_then_answers_the_longest_last() {
    tell(
        message("long", Role.ASSISTANT, null, "word ".repeat(400), 9),
        message("short", Role.ASSISTANT, null, "Yes.", 8),
        message("ann", Role.USER, "Ann", "Hello Bob", 7),
        message("old", Role.USER, null, "said long ago", 1),
        message("new", Role.USER, null, "said just now", 6));
    remember("likes tea");

    var order = leaseAll().stream().map(task -> task.chunks().getFirst().passage()).toList();

    assertThat(order.subList(0, 3)).containsExactly("likes tea", "said just now", "said long ago");
    assertThat(order.subList(3, 5)).containsExactly("(3 March 2026) Ann: Hello Bob", "Yes.");
    assertThat(order.get(5)).startsWith("word word");
  }

  @Test
  void what_was_computed_is_kept_told_to_the_index_and_not_asked_for_again() {
    tell(message("m", Role.USER, null, "peanut allergy", 0));
    var memory = remember("likes tea");
    long before = feed.position(space);

    computeAll();

    var changes = feed.after(space, before, 10);
    assertThat(changes).extracting(Change::subject).containsOnly(Change.Subject.VECTORS);
    var update = source.load(space, changes);
    assertThat(update.messages()).hasSize(1);
    assertThat(update.memories()).extracting(one -> one.id()).containsExactly(memory);
    assertThat(update.chunks()).extracting(EmbeddedChunk::kind).contains(Hit.Kind.values());
    var expected = letters.passages(List.of("peanut allergy")).getFirst();
    var chunk = of(update.chunks(), update.messages().getFirst().message().id());
    assertThat(chunk.vectors().pooled()).isEqualTo(expected.pooled());
    assertThat(chunk.vectors().pieces()).isEqualTo(expected.pieces());
    assertThat(chunk.vectors().tokens()).isEqualTo(expected.tokens());
    assertThat(vectors.of(space, model, List.of(memory))).hasSize(1);
    assertThat(queue.waiting(space, model).pending()).isZero();
    assertThat(leaseAll()).isEmpty();
  }

  @Test
  void vectors_that_come_read_none_of_the_neighbours_anew() {
    tell(
        message("a", Role.USER, null, "one", 0),
        message("b", "a", Role.ASSISTANT, null, "two", 1),
        message("c", "b", Role.USER, null, "three", 2));
    var first = leaseAll().stream().filter(task -> text(task).equals("one")).toList();
    long before = feed.position(space);

    keep(first);

    var update = source.load(space, feed.after(space, before, 10));
    assertThat(update.messages()).extracting(one -> one.message().text()).containsExactly("one");
    assertThat(text(update.messages().getFirst().next())).isEqualTo("two");
    assertThat(update.chunks()).hasSize(1);
  }

  @Test
  void of_a_text_that_grew_only_the_new_passages_are_missing() {
    var long1 = "alpha ".repeat(190) + "\n\n";
    var more = "beta ".repeat(50).strip();
    tell(message("m", Role.USER, null, long1 + more, 0));
    computeAll();
    tell(message("m", Role.USER, null, long1 + more + " and gamma", 0));

    var task = leaseAll().getFirst();

    assertThat(task.chunks()).hasSize(2);
    assertThat(task.missing()).extracting(Chunk::passage).containsExactly(more + " and gamma");
  }

  @Test
  void vectors_of_an_older_text_never_reach_the_index() {
    tell(message("m", Role.USER, null, "before", 0));
    computeAll();
    long before = feed.position(space);

    tell(message("m", Role.USER, null, "after", 0));

    assertThat(source.load(space, feed.after(space, before, 10)).chunks()).isEmpty();
    computeAll();
    var update = source.load(space, feed.after(space, before, 10));
    assertThat(update.chunks()).hasSize(1);
  }

  @Test
  void a_text_that_became_shorter_leaves_nothing_behind() {
    var id = remember("alpha ".repeat(500));
    computeAll();
    assertThat(vectors.of(space, model, List.of(id)).size()).isGreaterThan(2);
    long before = feed.position(space);
    memories.update(space, id, new MemoryChange("alpha", null, null, null, null));

    computeAll();

    assertThat(vectors.of(space, model, List.of(id))).hasSize(1);
    assertThat(source.load(space, feed.after(space, before, 10)).chunks()).hasSize(1);
  }

  @Test
  void what_changes_while_it_is_computed_stays_in_the_queue() {
    tell(message("m", Role.USER, null, "before", 0));
    var tasks = leaseAll();
    tell(message("m", Role.USER, null, "after", 0));
    follow();

    keep(tasks);

    assertThat(queue.waiting(space, model).pending()).isEqualTo(1);
    assertThat(leaseAll()).extracting(EmbeddingQueueTest::text).containsExactly("after");
  }

  @Test
  void what_is_hidden_is_neither_taken_nor_kept_nor_counted_until_it_is_restored() {
    var hidden = tell(message("m", Role.USER, null, "hidden", 0));
    var memory = remember("hidden too");
    var taken = leaseAll();
    conversations.hide(space, hidden);
    memories.hide(space, memory);

    keep(taken);
    follow();

    assertThat(queue.waiting(space, model).pending()).isZero();
    queue.release(model, taken);
    assertThat(leaseAll()).isEmpty();
    conversations.restore(space, hidden);
    memories.restore(space, memory);
    follow();
    assertThat(queue.waiting(space, model).pending()).isEqualTo(2);
  }

  @Test
  void what_is_erased_while_it_is_computed_leaves_nothing() {
    var erased = tell(message("m", Role.USER, null, "erased", 0));
    var memory = remember("erased too");
    var taken = leaseAll();
    conversations.erase(space, erased);
    memories.erase(space, memory);
    long before = feed.position(space);

    keep(taken);
    follow();

    assertThat(feed.position(space)).isEqualTo(before);
    assertThat(queue.waiting(space, model).pending()).isZero();
    var ids = taken.stream().map(EmbeddingTask::subjectId).toList();
    assertThat(vectors.of(space, model, ids)).isEmpty();
  }

  @Test
  void a_lease_that_nobody_ended_is_taken_back_at_the_next_start_with_its_try_counted() {
    tell(message("m", Role.USER, null, "text", 0));
    assertThat(leaseAll()).hasSize(1);
    assertThat(leaseAll()).isEmpty();

    queue.releaseAll();

    assertThat(leaseAll()).extracting(EmbeddingTask::attempts).containsExactly(1);
  }

  @Test
  void what_was_set_aside_comes_back_when_its_text_changes_or_somebody_asks() {
    tell(message("m", Role.USER, null, "poison", 0));
    queue.bury(model, leaseAll().getFirst(), "Oops");
    assertThat(leaseAll()).isEmpty();
    assertThat(queue.waiting(space, model).dead()).isEqualTo(1);

    long replayed = new PgJobs(database).replay(space);
    assertThat(replayed).isEqualTo(1);
    queue.bury(model, leaseAll().getFirst(), "Oops");
    tell(message("m", Role.USER, null, "sound", 0));

    assertThat(leaseAll()).extracting(EmbeddingQueueTest::text).containsExactly("sound");
  }

  @Test
  void another_model_reads_everything_again_and_then_the_first_ones_vectors_go() {
    var chat = tell(message("m", Role.USER, null, "text", 0));
    var memory = remember("likes tea");
    computeAll();
    var message = conversations.find(space, chat).orElseThrow().messages().getFirst().id();
    var other = "letters/" + UUID.randomUUID();

    assertThat(queue.waiting(space, other).pending()).isEqualTo(2);
    assertThat(vectors.of(space, model, List.of(message, memory))).hasSize(2);
    boolean more = true;
    while (more) more = queue.forgetOthers(other);

    assertThat(vectors.of(space, model, List.of(message, memory))).isEmpty();
    assertThat(queue.models()).doesNotContain(model);
  }

  private void follow() {
    while (queue.follow(model)) assertThat(queue.models()).contains(model);
  }

  /** Of this test's space. */
  private List<EmbeddingTask> leaseAll() {
    follow();
    var ours = new ArrayList<EmbeddingTask>();
    for (var tasks = lease(); !tasks.isEmpty(); tasks = lease()) {
      if (tasks.getFirst().space().equals(space)) ours.addAll(tasks);
    }
    return ours;
  }

  private List<EmbeddingTask> lease() {
    return queue.lease(model, LEASE);
  }

  private void computeAll() {
    keep(leaseAll());
  }

  private void keep(List<EmbeddingTask> tasks) {
    queue.keep(model, tasks.stream().map(this::computed).toList());
  }

  private Computed computed(EmbeddingTask task) {
    var made = new HashMap<Integer, PassageVectors>();
    for (var chunk : task.missing()) {
      made.put(chunk.number(), letters.passages(List.of(chunk.passage())).getFirst());
    }
    return new Computed(task, made);
  }

  private static EmbeddedChunk of(List<EmbeddedChunk> chunks, UUID subject) {
    return chunks.stream()
        .filter(chunk -> chunk.subjectId().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  private static String text(EmbeddingTask task) {
    return task.chunks().getFirst().passage();
  }

  private static @Nullable String text(everthread.conversation.@Nullable StoredMessage message) {
    return message == null ? null : message.text();
  }

  private UUID remember(String text) {
    var memory = NewMemory.written(text, null, List.of(), Map.of(), Site.API);
    return memories.add(space, List.of(memory)).getFirst().id();
  }

  private UUID tell(Message... messages) {
    var chat =
        new Conversation(
            Site.CLAUDE, "chat", null, null, null, null, NOON, Arrays.asList(messages), null);
    return conversations.save(space, chat, Source.API, NOON).conversationId();
  }

  private static Message message(
      String id, Role role, @Nullable String author, String text, int minute) {
    return message(id, null, role, author, text, minute);
  }

  private static Message message(
      String id,
      @Nullable String parent,
      Role role,
      @Nullable String author,
      String text,
      int minute) {
    var at = NOON.plusSeconds(60L * minute);
    return new Message(id, parent, role, author, text, null, null, at, true, List.of());
  }
}
