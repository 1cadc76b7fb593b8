package everthread.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.problem.ProblemException;
import everthread.search.Query;
import everthread.search.SpacesInMemory;
import everthread.search.lucene.LuceneIndexes.Settings;
import everthread.space.Ids;
import everthread.space.SpaceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index follows the store through crashes, damage and erasure, and isolates its space. */
class LuceneIndexesTest {
  private static final Settings QUIET =
      new Settings(
          32,
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofSeconds(30));

  @TempDir Path home;
  private final SpacesInMemory store = new SpacesInMemory();
  private final SpaceId space = new SpaceId(Ids.next());
  private UUID chat;

  @BeforeEach
  void converse() {
    chat = store.converse(space, Site.CLAUDE, null, null);
  }

  @Test
  void what_was_written_before_a_search_is_found_by_it() {
    try (var index = open()) {
      for (int i = 0; i < 20; i++) {
        say("whale number " + i);

        assertThat(total(index, "whale")).isEqualTo(i + 1);
      }
      assertThat(index.pending(space)).isZero();
    }
  }

  @Test
  void a_space_never_sees_another() {
    var other = new SpaceId(Ids.next());
    say("the whale sings");
    try (var index = open()) {
      assertThat(total(index, "whale")).isEqualTo(1);
      assertThat(index.search(other, query("whale")).total()).isZero();
    }
    assertThat(home.resolve(other.toString())).doesNotExist();
  }

  @Test
  void an_index_that_was_closed_goes_on_where_it_stood() {
    say("the whale sings");
    try (var index = open()) {
      assertThat(total(index, "whale")).isEqualTo(1);
    }
    say("another whale sings");

    try (var index = open()) {
      assertThat(total(index, "whale")).isEqualTo(2);
    }

    assertThat(store.walks).hasValue(1);
  }

  @Test
  void after_a_crash_it_catches_up_from_the_last_commit(@TempDir Path crashed) throws IOException {
    say("the whale sings");
    try (var index = open()) {
      assertThat(total(index, "whale")).isEqualTo(1);
      say("another whale sings");
      assertThat(total(index, "whale")).isEqualTo(2);
      copy(home, crashed);
    }

    try (var index = new LuceneIndexes(crashed, store, store, QUIET)) {
      assertThat(index.pending(space)).isEqualTo(1);
      assertThat(total(index, "whale")).isEqualTo(2);
    }
    assertThat(store.walks).hasValue(1);
  }

  @Test
  void a_truncated_file_leads_to_a_new_index() throws IOException {
    for (int i = 0; i < 50; i++) say("whale number " + i);
    try (var index = open()) {
      assertThat(total(index, "whale")).isEqualTo(50);
    }
    var largest =
        files().stream()
            .max(java.util.Comparator.comparingLong(LuceneIndexesTest::size))
            .orElseThrow();
    try (var file =
        java.nio.channels.FileChannel.open(largest, java.nio.file.StandardOpenOption.WRITE)) {
      file.truncate(size(largest) / 2);
    }

    try (var index = open()) {
      assertThat(total(index, "whale")).isEqualTo(50);
    }
    assertThat(store.walks).hasValue(2);
  }

  @Test
  void files_that_are_cut_off_under_an_open_index_lead_to_a_new_one() throws IOException {
    for (int i = 0; i < 50; i++) say("whale number " + i);
    try (var index = open()) {
      assertThat(total(index, "whale")).isEqualTo(50);
      for (var file : files()) {
        if (file.getFileName().toString().contains("lock")) continue;
        try (var open =
            java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
          open.truncate(0);
        }
      }
      say("one whale more");

      assertThat(total(index, "whale")).isEqualTo(51);
      say("and another whale");
      assertThat(total(index, "whale")).isEqualTo(52);
    }
  }

  @Test
  void a_missing_file_or_folder_leads_to_a_new_index() throws IOException {
    say("the whale sings");
    for (int round = 1; round <= 3; round++) {
      try (var index = open()) {
        assertThat(total(index, "whale")).isEqualTo(1);
      }
      if (round == 1) Files.delete(segments());
      else Pointer.delete(home.resolve(space.toString()));
    }

    assertThat(store.walks).hasValue(3);
  }

  @Test
  void an_index_of_another_make_is_built_anew() throws IOException {
    say("the whale sings");
    var parent = home.resolve(space.toString());
    var folder = parent.resolve("1");
    try (var generation = Generation.create(folder, Meaning.NONE)) {
      generation.commit();
    }
    new Pointer(parent).moveTo(folder);

    try (var index = open()) {
      assertThat(total(index, "whale")).isEqualTo(1);
    }
  }

  @Test
  void an_index_ahead_of_its_feed_is_built_anew() {
    say("the whale sings");
    say("another whale sings");
    try (var index = open()) {
      assertThat(total(index, "whale")).isEqualTo(2);

      store.loseFeedAfter(space, 1);

      assertThat(total(index, "whale")).isEqualTo(2);
    }
    assertThat(store.walks).hasValue(2);
  }

  @Test
  void a_store_that_was_put_back_and_written_to_again_is_noticed() {
    say("the whale sings");
    say("another whale sings");
    try (var index = open()) {
      assertThat(total(index, "whale")).isEqualTo(2);
    }
    store.loseFeedAfter(space, 1);
    say("an owl instead");

    try (var index = open()) {
      assertThat(total(index, "owl")).isEqualTo(1);
    }
    assertThat(store.walks).hasValue(2);
  }

  @Test
  void a_rebuild_leaves_one_folder_and_the_same_answers() throws IOException {
    say("the whale sings");
    try (var index = open()) {
      assertThat(total(index, "whale")).isEqualTo(1);

      index.rebuild(space);

      assertThat(total(index, "whale")).isEqualTo(1);
      say("another whale sings");
      assertThat(total(index, "whale")).isEqualTo(2);
    }
    try (var folders = Files.list(home.resolve(space.toString()))) {
      assertThat(folders.filter(Files::isDirectory)).hasSize(1);
    }
  }

  @Test
  void searches_go_on_while_an_index_is_rebuilt() throws Exception {
    for (int i = 0; i < 2_000; i++) say("whale number " + i);
    try (var index = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      index.catchUp(space);
      var rebuilding = threads.submit(() -> index.rebuild(space));
      var totals = new ArrayList<Long>();
      do {
        totals.add(total(index, "whale"));
      } while (!rebuilding.isDone());
      rebuilding.get();

      assertThat(totals).containsOnly(2_000L);
    }
  }

  @Test
  void a_deleted_conversation_and_memory_are_gone_at_once() {
    say("the whale sings");
    var memory = store.remember(space, "User likes whales", List.of());
    try (var index = open()) {
      assertThat(total(index, "whale")).isEqualTo(2);

      store.forgetConversation(space, chat);
      assertThat(total(index, "whale")).isEqualTo(1);

      store.forgetMemory(space, memory);
      assertThat(total(index, "whale")).isZero();
    }
  }

  @Test
  void erased_text_leaves_the_files() throws IOException {
    say("the xylophonist plays");
    var other = store.converse(space, Site.CLAUDE, null, null);
    for (int i = 0; i < 100; i++) store.say(space, other, Role.USER, "whale number " + i);
    try (var index = open()) {
      index.catchUp(space);
      index.rebuild(space);
      assertThat(filesHold("xylophonist")).isTrue();

      store.forgetConversation(space, chat);
      index.expunge(space);

      assertThat(filesHold("xylophonist")).isFalse();
      assertThat(total(index, "whale")).isEqualTo(100);
    }
  }

  @Test
  void a_dropped_space_leaves_nothing() {
    say("the whale sings");
    try (var index = open()) {
      index.catchUp(space);

      index.drop(space);

      assertThat(home.resolve(space.toString())).doesNotExist();
    }
  }

  @Test
  void only_so_many_stay_open_and_all_answer() {
    var settings =
        new Settings(
            2,
            Duration.ofHours(1),
            Duration.ofMillis(1),
            Duration.ofHours(1),
            Duration.ofSeconds(30));
    var spaces = new ArrayList<SpaceId>();
    for (int i = 0; i < 6; i++) {
      var one = new SpaceId(Ids.next());
      store.say(one, store.converse(one, Site.CLAUDE, null, null), Role.USER, "whale " + i);
      spaces.add(one);
    }
    try (var index = new LuceneIndexes(home, store, store, settings)) {
      for (var one : spaces) index.catchUp(one);

      while (index.openIndexes() > 2) Thread.onSpinWait();

      for (var one : spaces) assertThat(index.search(one, query("whale")).total()).isEqualTo(1);
    }
  }

  @Test
  void a_second_process_is_told_that_the_index_is_taken() {
    say("the whale sings");
    try (var first = open();
        var second = open()) {
      assertThat(total(first, "whale")).isEqualTo(1);

      assertThatThrownBy(() -> total(second, "whale")).isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void many_write_and_search_at_once_and_each_finds_its_own() throws Exception {
    try (var index = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Future<Boolean>>();
      for (int writer = 0; writer < 8; writer++) {
        int number = writer;
        tasks.add(
            threads.submit(
                () -> {
                  var mine = store.converse(space, Site.CLAUDE, null, null);
                  for (int i = 0; i < 25; i++) {
                    var word = "marker" + number + "x" + i;
                    store.say(space, mine, Role.USER, word + " here");
                    if (total(index, word) != 1) return false;
                  }
                  return true;
                }));
      }

      for (var task : tasks) assertThat(task.get()).isTrue();
    }
  }

  private LuceneIndexes open() {
    return new LuceneIndexes(home, store, store, QUIET);
  }

  private UUID say(String text) {
    return store.say(space, chat, Role.USER, text);
  }

  private long total(LuceneIndexes index, String text) {
    return index.search(space, query(text)).total();
  }

  private static Query query(String text) {
    return new Query(text, Query.Mode.WORDS, Query.Filter.NONE, 10, 0);
  }

  private List<Path> files() throws IOException {
    try (var walk = Files.walk(home)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  private Path segments() throws IOException {
    return files().stream()
        .filter(file -> file.getFileName().toString().startsWith("segments"))
        .findFirst()
        .orElseThrow();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException gone) {
      return -1;
    }
  }

  /** Terms lie in the files as they are; a stem of ten letters is enough to know one. */
  private boolean filesHold(String word) throws IOException {
    for (var file : files()) {
      var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      if (text.contains(word.substring(1, 10))) return true;
    }
    return false;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var walk = Files.walk(from)) {
      for (var file : walk.toList()) {
        var target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) Files.createDirectories(target);
        else Files.copy(file, target);
      }
    }
  }
}
