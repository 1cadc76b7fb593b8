package everthread.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.memory.Validity;
import everthread.search.Hit;
import everthread.search.Hits;
import everthread.search.Query;
import everthread.search.SpacesInMemory;
import everthread.search.embed.Embedder;
import everthread.search.embed.Embedders;
import everthread.space.Ids;
import everthread.space.SpaceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found by meaning, with the model that comes with the server. */
class MeaningSearchTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir static Path cache;
  private static Embedder model;

  @TempDir Path home;
  private final SpacesInMemory store = new SpacesInMemory();
  private final SpaceId space = new SpaceId(Ids.next());
  private LuceneIndexes index;
  private UUID chat;

  @BeforeAll
  static void openModel() throws IOException {
    model = Embedders.local(Embedders.DEFAULT, cache);
  }

  @AfterAll
  static void closeModel() {
    model.close();
  }

  @BeforeEach
  void open() {
    index = index(Meaning.by(model));
    chat = store.converse(space, Site.CLAUDE, null, null);
    user("Can you help me write a cover letter?");
    user("I need to fix the failing test in CI.");
    user("We meet on Tuesdays at noon.");
    user("Explain the difference between TCP and UDP.");
  }

  private LuceneIndexes index(Meaning meaning) {
    var source = new EmbeddedSpaces(store, model);
    return new LuceneIndexes(home, store, source, LuceneIndexes.Settings.DEFAULT, meaning);
  }

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void what_is_meant_is_found_without_a_word_of_it() {
    var said = user("I work as a nurse at the university hospital.");

    assertThat(words("my job").hits()).isEmpty();
    assertThat(first("my job")).isEqualTo(said);
  }

  @Test
  void what_is_found_by_meaning_alone_is_counted() {
    user("I work as a nurse at the university hospital.");

    assertThat(hybrid("my job").total()).isEqualTo(1);
  }

  @Test
  void an_answer_says_whether_it_is_near_in_meaning_or_only_shares_a_word() {
    user("I work as a nurse at the university hospital.");
    for (int i = 0; i < 20; i++) user("Did the cat say anything, day " + i);

    assertThat(hybrid("my job").near()).isTrue();
    assertThat(hybrid("What did my dentist say about the crown?").near()).isFalse();
  }

  @Test
  void memories_are_found_by_meaning_too() {
    var memory = store.remember(space, "User's wife turns 40 on the 3rd of June", List.of());

    assertThat(first("spouse birthday")).isEqualTo(memory);
  }

  @Test
  void a_memory_that_still_holds_comes_before_one_that_does_not() {
    store.remember(
        space, "User's wife works as a nurse", List.of(), new Validity.Superseded(NOON, null));
    var now = store.remember(space, "User's wife works as a teacher", List.of());

    assertThat(first("what is my wife's profession")).isEqualTo(now);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "asdkjh qwoiue zmxncb",
        "blorptang",
        "zzzzzzzz",
        "9876543210",
        "treaty of Westphalia consequences",
        "sheep shearing championship"
      })
  void nonsense_and_what_was_never_talked_of_finds_nothing(String text) {
    user("I work as a nurse at the university hospital.");
    user("Our dog Bruno and the cat Mimi don't get along.");

    assertThat(hybrid(text).hits()).isEmpty();
    assertThat(search(text, Query.Mode.MEANING, Query.Filter.NONE).hits()).isEmpty();
  }

  @Test
  void a_quoted_phrase_must_be_there() {
    user("My mom and dad moved to Porto last spring.");
    var quoted = user("She said \"father and mother\" all the time");

    assertThat(ids(hybrid("\"father and mother\" live"))).containsExactly(quoted);
  }

  @Test
  void who_looks_a_word_up_gets_what_holds_it_first() {
    user("I work as a nurse at the university hospital.");
    var holding = user("A job queue in Postgres needs a lease.");

    assertThat(ids(hybrid("job")).getFirst()).isEqualTo(holding);
  }

  @Test
  void what_is_barred_is_not_meant() {
    var nurse = user("I work as a nurse at the university hospital.");

    assertThat(ids(hybrid("my job -letter"))).containsExactly(nurse);
  }

  @Test
  void what_is_barred_stays_away() {
    user("My mom and dad moved to Porto last spring.");
    var other = user("My parents live in Braga.");

    assertThat(ids(hybrid("where do my parents live -Porto"))).containsExactly(other);
  }

  @Test
  void filters_hold_for_what_is_near() {
    var mine = user("I work as a nurse at the university hospital.");
    store.say(space, chat, Role.ASSISTANT, "As a nurse at the university hospital you work a lot.");
    var other = store.converse(space, Site.GEMINI, null, null);
    var there = store.say(space, other, Role.USER, "I work as a nurse in a school.");

    assertThat(ids(hybrid("my job role:user site:claude"))).containsExactly(mine);
    assertThat(ids(hybrid("my job conversation:" + other))).containsExactly(there);
    assertThat(ids(hybrid("my job kind:memory"))).isEmpty();
    assertThat(ids(hybrid("my job from:2026-04-01"))).isEmpty();
  }

  @Test
  void an_identifier_is_looked_up_by_words() {
    user("The pool is exhausted because max_pool_size is 5.");
    user("ERR_CONNECTION_REFUSED when I open localhost:3000/api/users");
    user("How large should a swimming pool be at most?");

    for (var text :
        List.of("max_pool_size", "ERR_CONNECTION_REFUSED", "why is max_pool_size so small")) {
      assertThat(ids(hybrid(text))).isEqualTo(ids(words(text)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "我在学习机器学习",
        "Welche Versicherung hat mein Auto?",
        "где я живу",
        "¿Dónde vive mi hermana?"
      })
  void another_language_is_as_good_as_by_words(String text) {
    user("我在学习机器学习，每天两个小时。");
    user("Mein Auto ist bei der Allianz versichert, die Versicherung kostet 400 Euro.");
    user("Das Auto meiner Schwester ist rot.");
    user("Я живу в Берлине.");
    user("Mi hermana vive en Sevilla.");
    user("¿Dónde está la biblioteca?");

    assertThat(first(text)).isEqualTo(ids(words(text)).getFirst());
  }

  @Test
  void a_long_message_is_found_by_what_stands_at_its_end() {
    var filler = "The garden needs water and the fence needs paint this week. ".repeat(60);
    var message = user(filler + "\n\nI work as a nurse at the university hospital.");

    var hit = hybrid("my job").hits().getFirst();

    assertThat(hit.id()).isEqualTo(message);
    assertThat(hit.text()).contains("nurse");
    assertThat(hit.snippet()).noneMatch(Hit.Piece::found);
  }

  @Test
  void the_turn_that_a_named_speaker_said_comes_first() {
    var talk = store.converse(space, Site.IMPORT, null, null);
    store.say(space, talk, Role.USER, "Ben", "I bought a kayak yesterday.", NOON);
    var anna = store.say(space, talk, Role.USER, "Anna", "I bought a canoe yesterday.", NOON);

    assertThat(first("What did Anna buy?")).isEqualTo(anna);
  }

  @Test
  void a_chunk_is_never_a_hit_of_its_own() {
    assertThat(hybrid("role:user").total()).isEqualTo(4);
    assertThat(hybrid("-letter role:user").total()).isEqualTo(3);
    assertThat(hybrid("-letter role:user").hits()).hasSize(3);
    assertThat(index.state(space).documents()).isEqualTo(4);
  }

  @Test
  void each_page_goes_on_where_the_last_ended() {
    for (int i = 0; i < 30; i++) user("My mom and dad moved to town number " + i + ".");
    var text = "where do my father and mother live";
    var all =
        ids(index.search(space, new Query(text, Query.Mode.HYBRID, Query.Filter.NONE, 30, 0)));

    var second =
        ids(index.search(space, new Query(text, Query.Mode.HYBRID, Query.Filter.NONE, 10, 10)));

    assertThat(second).isEqualTo(all.subList(10, 20));
  }

  @Test
  void what_is_forgotten_is_not_near_any_more() throws IOException {
    var memory = store.remember(space, "User's wife turns 40 on the 3rd of June", List.of());
    assertThat(first("spouse birthday")).isEqualTo(memory);
    var vectors = pieces("User's wife turns 40 on the 3rd of June");
    index.close();
    assertThat(isInFiles(vectors)).isTrue();

    index = index(Meaning.by(model));
    store.forgetMemory(space, memory);
    assertThat(ids(hybrid("spouse birthday"))).doesNotContain(memory);
    index.expunge(space);
    index.close();

    assertThat(isInFiles(vectors)).isFalse();
  }

  @Test
  void a_rebuilt_index_answers_the_same() {
    for (int i = 0; i < 30; i++) user("My mom and dad moved to town number " + i + ".");
    var before = hybrid("where do my father and mother live").hits();

    index.rebuild(space);

    assertThat(hybrid("where do my father and mother live").hits())
        .extracting(Hit::id)
        .containsExactlyInAnyOrderElementsOf(before.stream().map(Hit::id).toList());
  }

  @Test
  void when_the_model_does_not_answer_words_do() {
    index.close();
    index = index(Meaning.by(new OddEmbedders.Mute(model.model())));
    var said = user("My parents live in Braga.");

    assertThat(first("where do my parents live")).isEqualTo(said);
    assertThat(ids(search("parents", Query.Mode.MEANING, Query.Filter.NONE))).containsExactly(said);
  }

  @Test
  void without_a_model_words_answer() {
    index.close();
    index = index(Meaning.NONE);
    var said = user("My parents live in Braga.");

    assertThat(first("where do my parents live")).isEqualTo(said);
  }

  @Test
  void an_index_of_another_model_is_built_anew_while_words_answer() {
    var said = user("My mom and dad moved to Porto last spring.");
    hybrid("Porto");
    index.close();
    index = index(Meaning.by(new OddEmbedders.Renamed(model)));

    assertThat(first("dad moved to Porto")).isEqualTo(said);
    index.rebuild(space);
    assertThat(first("where do my father and mother live")).isEqualTo(said);
  }

  @Test
  void a_question_is_embedded_once() {
    var counted = new OddEmbedders.Counted(model);
    index.close();
    index = index(Meaning.by(counted));
    user("My mom and dad moved to Porto last spring.");

    for (int i = 0; i < 5; i++) hybrid("where do my father and mother live");

    assertThat(counted.questions).isEqualTo(1);
  }

  private UUID user(String text) {
    return store.say(space, chat, Role.USER, text);
  }

  private Hits hybrid(String text) {
    return search(text, Query.Mode.HYBRID, Query.Filter.NONE);
  }

  private Hits words(String text) {
    return search(text, Query.Mode.WORDS, Query.Filter.NONE);
  }

  private Hits search(String text, Query.Mode mode, Query.Filter filter) {
    return index.search(space, new Query(text, mode, filter, 20, 0));
  }

  private UUID first(String text) {
    var hits = hybrid(text).hits();
    assertThat(hits).isNotEmpty();
    return hits.getFirst().id();
  }

  private static List<UUID> ids(Hits hits) {
    return hits.hits().stream().map(Hit::id).toList();
  }

  private static byte[] pieces(String passage) {
    return model.passages(List.of(passage)).getFirst().tokens();
  }

  private boolean isInFiles(byte[] bytes) throws IOException {
    var looked = new String(bytes, StandardCharsets.ISO_8859_1);
    try (var files = Files.walk(home)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (text.contains(looked)) return true;
      }
    }
    return false;
  }
}
