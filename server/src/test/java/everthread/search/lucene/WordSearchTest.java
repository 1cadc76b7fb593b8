package everthread.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.memory.Validity;
import everthread.search.Excerpt;
import everthread.search.Hit;
import everthread.search.Hits;
import everthread.search.Query;
import everthread.search.SpacesInMemory;
import everthread.space.Ids;
import everthread.space.SpaceId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found, in which order, and how it is shown. */
class WordSearchTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path home;
  private final SpacesInMemory store = new SpacesInMemory();
  private final SpaceId space = new SpaceId(Ids.next());
  private LuceneIndexes index;
  private UUID chat;

  @BeforeEach
  void open() {
    index = new LuceneIndexes(home, store, store);
    chat = store.converse(space, Site.CLAUDE, null, null);
  }

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void what_was_just_said_is_found() {
    var message = user("I am allergic to peanuts");

    var hit = only("peanut allergy");

    assertThat(hit.id()).isEqualTo(message);
    assertThat(hit.text()).isEqualTo("I am allergic to peanuts");
    assertThat(hit.site()).isEqualTo(Site.CLAUDE);
    assertThat(hit.role()).isEqualTo(Role.USER);
    assertThat(hit.saidAt()).isEqualTo(NOON);
    assertThat(hit.conversationId()).isEqualTo(chat);
    assertThat(hit.url()).isEqualTo("https://chat.example/" + chat);
    assertThat(hit.sources()).containsExactly(new Hit.SourceMessage(message, "message-0", chat));
  }

  @ParameterizedTest
  @CsvSource({
    "went,go",
    "children,child",
    "Häuser,hauser",
    "Donaudampfschifffahrt,donaudampf*",
    "crème brûlée,creme",
    "useEffect(),effect",
    "useEffect(),useeffect",
    "max_pool_size,pool",
    "/usr/local/bin/psql,/usr/local",
    "version v1.2.3,1.2.3",
    "ERR_CONNECTION_REFUSED,refused",
    "error E11000,E11000",
    "C++ templates,C++",
    "我在学习机器学习,器学",
    "我在学习机器学习,习",
    "東京タワーに行った,東京",
    "학교에서 공부,학교",
    "สวัสดีครับ,สวัสดี",
    "привет мир,Привет",
    "party 🎉,🎉",
    "l'amour toujours,amour",
    "paid 1200 euros,'1,200'"
  })
  void a_text_is_found_however_it_is_asked_for(String text, String question) {
    user("nothing of the kind stands here");
    var message = user(text);

    assertThat(only(question).id()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({"C++ templates,C#", "the police came,policy", "our new house,news"})
  void a_text_is_not_found_by_a_stranger(String text, String question) {
    user(text);

    assertThat(search(question).hits()).isEmpty();
  }

  @Test
  void any_of_the_words_is_enough_and_more_of_them_rank_higher() {
    var one = user("the whale sings");
    var both = user("the blue whale sings in the deep");

    assertThat(ids("blue whale")).containsExactly(both, one);
  }

  @Test
  void and_wants_all_its_words() {
    user("the whale sings");
    var both = user("a whale that is blue");

    assertThat(ids("blue AND whale")).containsExactly(both);
  }

  @Test
  void not_bars_a_word() {
    var plain = user("the whale sings");
    user("the blue whale sings");

    assertThat(ids("whale NOT blue")).containsExactly(plain);
    assertThat(ids("whale -blue")).containsExactly(plain);
  }

  @Test
  void a_phrase_wants_its_words_side_by_side() {
    user("a whale that is blue");
    var phrase = user("the blue whale sings");

    assertThat(ids("\"blue whale\"")).containsExactly(phrase);
    assertThat(ids("\"blue whale\" sings")).containsExactly(phrase);
    assertThat(ids("\"whale blue\"")).isEmpty();
  }

  @Test
  void stop_words_leave_a_question_but_not_a_phrase() {
    var hamlet = user("to be or not to be");
    user("it was to the point");

    assertThat(ids("\"to be or not to be\"")).containsExactly(hamlet);
    assertThat(ids("to be")).contains(hamlet);
    assertThat(ids("to the whale")).isEmpty();
  }

  @Test
  void a_few_words_are_looked_up_in_each_message_itself() {
    user("Which nuts am I allergic to?");
    assistant("That I do not know.");

    assertThat(search("allergic").total()).isEqualTo(1);
  }

  @Test
  void a_question_may_be_answered_by_a_turn_whose_neighbour_holds_its_words() {
    var dialogue = store.converse(space, Site.IMPORT, null, null);
    said(dialogue, "Ann", "Which instrument does your brother play in the orchestra?");
    var answer = said(dialogue, "Ben", "Oboe, for ten years now!");

    assertThat(ids("brother instrument orchestra play")).contains(answer);
  }

  @Test
  void a_title_is_found_at_the_first_message() {
    var titled = store.converse(space, Site.CHATGPT, "Kayaking around Corsica", null);
    var first = store.say(space, titled, Role.USER, "How long does it take?");
    store.say(space, titled, Role.ASSISTANT, "About two weeks.");

    assertThat(ids("kayaking corsica")).containsExactly(first);
  }

  @Test
  void a_branch_that_was_edited_away_is_found_after_the_other() {
    var left = user("we meet at the harbour on monday morning");
    var other = store.converse(space, Site.CLAUDE, null, null);
    var kept = store.say(space, other, Role.USER, "so we meet at the harbour on monday evening");
    store.leaveBranch(space, left);

    assertThat(ids("harbour monday")).containsExactly(kept, left);
  }

  @Test
  void the_same_text_in_two_conversations_is_one_hit() {
    user("please compare these two wonderful boats");
    var copy = store.converse(space, Site.CHATGPT, null, null);
    store.say(space, copy, Role.USER, "Please compare these two wonderful boats!");

    assertThat(search("wonderful boats").hits()).hasSize(1);
  }

  @Test
  void what_a_person_said_ranks_above_the_same_of_an_assistant() {
    assistant("the ferry leaves at seven");
    var own = user("the ferry leaves at eight");

    assertThat(ids("ferry leaves").getFirst()).isEqualTo(own);
  }

  @Test
  void memories_are_found_by_content_and_tag() {
    var memory = store.remember(space, "User prefers aisle seats", List.of("Travel"));

    assertThat(only("aisle seat").kind()).isEqualTo(Hit.Kind.MEMORY);
    assertThat(only("aisle seat").state()).isEqualTo("current");
    assertThat(ids("travel")).containsExactly(memory);
    assertThat(ids("tag:travel")).containsExactly(memory);
  }

  @Test
  void a_doubtful_memory_is_found_only_when_asked_for() {
    store.remember(space, "User owns a canoe", List.of(), new Validity.InReview());

    assertThat(ids("canoe")).isEmpty();
    assertThat(ids("canoe state:in_review")).hasSize(1);
  }

  @Test
  void a_superseded_memory_ranks_below_the_current_one() {
    var old =
        store.remember(space, "User lives in Bern", List.of(), new Validity.Superseded(NOON, null));
    var current = store.remember(space, "User lives in Graz", List.of());

    assertThat(ids("user lives")).containsExactly(current, old);
  }

  @Test
  void a_memory_is_dated_by_when_it_was_said() {
    var monthsAgo = NOON.minus(Duration.ofDays(200));
    var memory =
        store.remember(space, "User owns a canoe", List.of(), new Validity.Current(monthsAgo));
    var day = monthsAgo.toString().substring(0, 10);

    assertThat(only("canoe").saidAt()).isEqualTo(monthsAgo);
    assertThat(ids("canoe from:%s to:%s".formatted(day, day))).containsExactly(memory);
    assertThat(ids("canoe from:" + NOON.toString().substring(0, 10))).isEmpty();
  }

  @Test
  void filters_narrow() {
    var project = store.converse(space, Site.GEMINI, null, "Atlas");
    var asked = store.say(space, project, Role.USER, "tell me of whales");
    var later =
        store.say(
            space,
            project,
            Role.ASSISTANT,
            null,
            "whales sing",
            Instant.parse("2026-05-01T00:00:00Z"));
    user("whales are mammals");
    var memory = store.remember(space, "User likes whales", List.of("sea"));

    assertThat(ids("whales site:gemini")).containsExactlyInAnyOrder(asked, later);
    assertThat(ids("whales project:Atlas role:user")).containsExactly(asked);
    assertThat(ids("whales from:2026-05-01")).containsExactly(later);
    assertThat(ids("whales site:gemini to:2026-04")).containsExactly(asked);
    assertThat(ids("whales kind:memory")).containsExactly(memory);
    assertThat(ids("whales tag:SEA")).containsExactly(memory);
    assertThat(ids("whales conversation:" + project)).containsExactlyInAnyOrder(asked, later);
    assertThat(ids("site:gemini")).containsExactly(later, asked);
  }

  @Test
  void a_typed_filter_cannot_widen_a_chosen_one() {
    user("whales are mammals");
    var gemini =
        new Query.Filter(Query.Kind.ALL, Set.of(Site.GEMINI), null, null, null, null, null);

    var hits =
        index.search(space, new Query("whales site:claude", Query.Mode.WORDS, gemini, 10, 0));

    assertThat(hits.hits()).isEmpty();
  }

  @Test
  void counts_are_those_with_their_own_filter_lifted() {
    user("whales are mammals");
    var gemini = store.converse(space, Site.GEMINI, null, null);
    store.say(space, gemini, Role.USER, "whales sing");
    store.remember(space, "User likes whales", List.of());

    var hits = search("whales site:gemini");

    assertThat(hits.total()).isEqualTo(1);
    assertThat(hits.bySite())
        .containsOnly(
            java.util.Map.entry(Site.CLAUDE, 1L),
            java.util.Map.entry(Site.GEMINI, 1L),
            java.util.Map.entry(Site.API, 1L));
    assertThat(hits.byKind()).containsOnly(java.util.Map.entry(Hit.Kind.MESSAGE, 1L));
  }

  @Test
  void pages_follow_each_other_without_gap_or_repeat() {
    for (int i = 0; i < 250; i++) user("whale number " + i + " of many");

    var seen = new java.util.LinkedHashSet<UUID>();
    for (int offset = 0; offset < 250; offset += 50) {
      var page =
          index.search(space, new Query("whale", Query.Mode.WORDS, Query.Filter.NONE, 50, offset));
      assertThat(page.total()).isEqualTo(250);
      page.hits().forEach(hit -> seen.add(hit.id()));
    }

    assertThat(seen).hasSize(250);
  }

  @Test
  void a_snippet_marks_what_was_found_however_it_was_found() {
    user("Yesterday we were running along the river.");
    user("我在学习机器学习");
    user("it is the blue whale, not the whale that is blue");

    assertThat(marked("run river")).containsExactly("running", "river");
    assertThat(marked("机器")).containsExactly("机器");
    assertThat(marked("\"blue whale\"")).containsExactly("blue whale");
    assertThat(marked("yester*")).containsExactly("Yesterday");
  }

  @Test
  void a_snippet_of_a_long_text_is_its_best_stretch() {
    user(
        "filler words here. ".repeat(200)
            + "The zebra crossed the road. "
            + "more filler. ".repeat(200));

    var hit = only("zebra crossed");
    var shown = String.join("", hit.snippet().stream().map(Hit.Piece::text).toList());

    assertThat(shown).contains("The zebra crossed the road.").startsWith("…").endsWith("…");
    assertThat(shown.length()).isLessThanOrEqualTo(Passages.SNIPPET + 2);
    assertThat(hit.text()).contains("The zebra crossed the road.");
    assertThat(hit.text().length()).isLessThanOrEqualTo(Passages.PASSAGE);
  }

  @Test
  void a_text_of_up_to_a_page_is_given_whole_where_it_is_wanted_at_length() {
    var text = "The zebra sleeps. ".repeat(60).strip();
    user(text);

    var hits =
        index
            .search(space, Query.atLength("zebra", Query.Mode.WORDS, Query.Filter.NONE, 10))
            .hits();

    assertThat(hits.getFirst().text()).isEqualTo(text);
  }

  @Test
  void the_best_three_bring_more_sentences_than_the_rest() {
    var talk = "We spoke of the garden and of the weather for a long while that day. ";
    for (int i = 0; i < 5; i++) user(talk.repeat(4) + "The zebra slept. " + talk.repeat(4) + i);

    var texts = search("zebra").hits().stream().map(Hit::text).toList();

    assertThat(texts).allMatch(text -> text.contains("The zebra slept."));
    assertThat(texts.subList(0, 3)).allMatch(text -> Excerpt.words(text) > 50);
    assertThat(texts.subList(3, 5)).allMatch(text -> Excerpt.words(text) < 35);
  }

  @Test
  void a_memory_is_given_whole() {
    var fact = "The zebra sleeps in the shed behind the house. ".repeat(8).strip();
    for (int i = 0; i < 4; i++) store.remember(space, fact + " " + i, List.of());

    assertThat(search("zebra").hits()).allMatch(hit -> hit.text().startsWith(fact));
  }

  @Test
  void a_misspelt_word_is_suggested_rightly() {
    user("the kayak needs varnish");

    assertThat(search("varnissh").suggestion()).isEqualTo("varnish");
    assertThat(search("varnish").suggestion()).isNull();
    assertThat(search("qqqqqqqq").suggestion()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "AND",
        "OR OR OR",
        "NOT",
        "-",
        "'); DROP TABLE messages; --",
        "\u0000",
        "((((",
        "🎉",
        "*",
        "a*",
        "-a*",
        "NOT whale",
        "{!lucene}",
        "\\",
        "text:[* TO *]",
        "whale~2 boost^9"
      })
  void no_question_fails(String question) {
    user("whales are mammals");

    assertThat(search(question)).isNotNull();
  }

  @Test
  void thousands_of_words_operators_and_phrases_are_bounded() {
    user("whales are mammals");
    var words = new StringBuilder();
    for (int i = 0; i < 3_000; i++) words.append("w").append(i).append(' ');

    assertThat(search(words + "").total()).isZero();
    assertThat(search("whales " + words).total()).isEqualTo(1);
    assertThat(search("x AND y OR ".repeat(900)).total()).isZero();
    assertThat(search("\"a b\" OR ".repeat(1_200)).total()).isZero();
    assertThat(search("-\"a b\" ".repeat(1_400) + "whales")).isNotNull();
    assertThat(search("a-b-c-d* ".repeat(1_000))).isNotNull();
    assertThat(search("a/b/c AND ".repeat(900) + "x")).isNotNull();
  }

  @Test
  void a_blank_question_finds_nothing() {
    user("whales are mammals");

    assertThat(search("  ").hits()).isEmpty();
  }

  @Test
  void a_text_of_four_megabytes_is_found() {
    user("long words of no import ".repeat(170_000) + " zebra");

    assertThat(search("zebra").total()).isEqualTo(1);
  }

  private UUID user(String text) {
    return store.say(space, chat, Role.USER, text);
  }

  private UUID assistant(String text) {
    return store.say(space, chat, Role.ASSISTANT, text);
  }

  private UUID said(UUID conversation, String author, String text) {
    return store.say(space, conversation, Role.USER, author, text, NOON);
  }

  private Hits search(String text) {
    return index.search(space, new Query(text, Query.Mode.HYBRID, Query.Filter.NONE, 20, 0));
  }

  private Hit only(String text) {
    var hits = search(text).hits();
    assertThat(hits).hasSize(1);
    return hits.getFirst();
  }

  private List<UUID> ids(String text) {
    return search(text).hits().stream().map(Hit::id).toList();
  }

  private List<String> marked(String text) {
    return search(text).hits().getFirst().snippet().stream()
        .filter(Hit.Piece::found)
        .map(Hit.Piece::text)
        .toList();
  }
}
