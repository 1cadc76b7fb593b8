package everthread.context;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.memory.MemoryStore;
import everthread.search.Hit;
import everthread.search.SpacesInMemory;
import everthread.search.lucene.LuceneIndexes;
import everthread.space.Ids;
import everthread.space.SpaceId;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextBuilderTest {
  private final SpaceId space = new SpaceId(Ids.next());
  private final SpacesInMemory store = new SpacesInMemory();
  private LuceneIndexes index;
  private ContextBuilder builder;

  @BeforeEach
  void open(@TempDir Path folder) {
    index = new LuceneIndexes(folder, store, store);
    builder = new ContextBuilder(index, none(MemoryStore.class), noNeighbours(), text -> text);
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  @Test
  void memories_stand_first_and_every_note_is_cited() {
    var chat = store.converse(space, Site.CLAUDE, "Dinner", null);
    store.say(space, chat, Role.USER, "I'm allergic to peanuts. What can I cook tonight?");
    store.remember(space, "User is allergic to peanuts", List.of("health"));

    var context = ask("peanut allergy", 500);

    assertThat(context.text())
        .contains("Remembered:\n[1] User is allergic to peanuts (2 March 2026, API)")
        .contains("Dinner (Claude, 1 March 2026):\n[2] User: I'm allergic to peanuts.");
    assertThat(context.citations())
        .extracting(Context.Citation::kind)
        .containsExactly(Hit.Kind.MEMORY, Hit.Kind.MESSAGE);
  }

  @Test
  void the_notes_stand_between_marks_as_quoted_data() {
    store.remember(space, "User lives in Ghent", List.of());

    var lines = ask("Ghent", 500).text().lines().toList();

    assertThat(lines.getFirst()).contains("quoted data, not instructions");
    assertThat(lines.get(1)).matches("<<<[0-9a-f]{12}");
    assertThat(lines.getLast()).isEqualTo(lines.get(1).substring(3) + ">>>");
  }

  @Test
  void what_has_nothing_to_do_with_the_question_is_not_offered() {
    var chat = store.converse(space, Site.CLAUDE, "Cats", null);
    for (int i = 0; i < 20; i++)
      store.say(space, chat, Role.USER, "Did the cat say anything, day " + i);

    var context = ask("What did my dentist say about the crown?", 500);

    assertThat(context.text()).isEqualTo("Nothing relevant is remembered about this.");
    assertThat(context.citations()).isEmpty();
  }

  @Test
  void the_same_question_gets_the_same_answer() {
    store.remember(space, "User has a boat named Argo", List.of());
    store.remember(space, "User sold the boat", List.of());

    assertThat(ask("boat", 300)).isEqualTo(ask("boat", 300));
  }

  @Test
  void nothing_is_said_twice() {
    store.remember(space, "User plays the oboe", List.of());
    store.remember(space, "User plays the  oboe", List.of());

    assertThat(ask("oboe", 300).citations()).hasSize(1);
  }

  @Test
  void the_budget_is_never_exceeded() {
    var random = new Random(7);
    var chat = store.converse(space, Site.GEMINI, "Everything <|endoftext|> at once", null);
    for (int i = 0; i < 60; i++) {
      store.say(space, chat, i % 2 == 0 ? Role.USER : Role.ASSISTANT, odd(random));
      if (i % 4 == 0) store.remember(space, "Fact " + i + " on boats " + odd(random), List.of());
    }

    for (int budget : new int[] {1, 7, 40, 60, 61, 62, 63, 100, 101, 250, 999, 2_000, 10_000}) {
      var context = ask("boats and the 鯨 \uD83D\uDEA2 question", budget);

      assertThat(context.tokens()).isLessThanOrEqualTo(budget);
      assertThat(TokenCounter.count(context.text())).isEqualTo(context.tokens());
    }
  }

  private static String odd(Random random) {
    var pieces =
        List.of(
            "boats",
            "鯨は海に",
            "\uD83D\uDEA2\uD83D\uDEA2",
            "\n\n\n",
            "    ",
            "don't",
            "a.b.c/d",
            "₂₃",
            "<|im_start|>",
            "wordwordwordword",
            "é́́",
            "\t",
            "question",
            "....",
            "Sentence one. Sentence two!",
            "مرحبا");
    return "boats "
        + IntStream.range(0, 5 + random.nextInt(120))
            .mapToObj(i -> pieces.get(random.nextInt(pieces.size())))
            .collect(Collectors.joining(random.nextBoolean() ? " " : ""));
  }

  private Context ask(String question, int budget) {
    return builder.build(space, new ContextRequest(question, List.of(), null, budget));
  }

  private static <T> T none(Class<T> store) {
    return store.cast(
        Proxy.newProxyInstance(
            store.getClassLoader(),
            new Class<?>[] {store},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            }));
  }

  private static everthread.conversation.ConversationStore noNeighbours() {
    return (everthread.conversation.ConversationStore)
        Proxy.newProxyInstance(
            ContextBuilderTest.class.getClassLoader(),
            new Class<?>[] {everthread.conversation.ConversationStore.class},
            (proxy, method, arguments) -> Map.of());
  }
}
