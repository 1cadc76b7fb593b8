package everthread.extract;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every fact, whichever extractor finds it. */
class ExtractorsTest {
  @Test
  void a_fact_names_its_turn_its_sentence_and_its_extractor() {
    var facts = extract(user("t1", "Hi! I'm allergic to peanuts. What can I cook?"));

    assertThat(facts)
        .containsExactly(
            new Fact(
                "User is allergic to peanuts",
                "t1",
                null,
                "I'm allergic to peanuts.",
                0.92,
                "diet_allergy"));
  }

  @Test
  void of_two_people_each_is_named() {
    var facts =
        extract(
            new Turn("1", Role.USER, "Mira", "I live in Lugo."),
            new Turn("2", Role.USER, "Ben", "I live in Lugo too!"));

    assertThat(facts.stream().map(Fact::text).toList())
        .containsExactly("Mira lives in Lugo", "Ben lives in Lugo");
  }

  @Test
  void what_assistants_tools_and_systems_say_is_never_a_fact() {
    var facts =
        extract(
            new Turn("1", Role.ASSISTANT, null, "I live in Lugo and I love tea."),
            new Turn("2", Role.TOOL, null, "My name is Ada."),
            new Turn("3", Role.SYSTEM, null, "Always answer in rhymes."));

    assertThat(facts).isEmpty();
  }

  @Test
  void what_was_said_before_is_not_learned_twice() {
    var facts = extract(user("1", "I live in Lugo."), user("2", "As I said, I live in Lugo."));

    assertThat(facts).extracting(Fact::sourceId).containsExactly("1");
  }

  @Test
  void recalled_memory_is_never_learned_again() {
    var block = "<everthread-memory>\n[1] User lives in Lugo\n</everthread-memory>\n";

    assertThat(extract(user("1", block + "Where is it sunny?"))).isEmpty();
    assertThat(extract(user("1", block), user("2", "I live in Lugo."))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```\nI live in Lugo.\n```",
        "> I live in Lugo.",
        "- I live in Lugo.\n- I love tea.",
        "She said \"I live in Lugo\" again.",
        "Proofread this:\nI live in Lugo.",
        "Summarize the following:\nI live in Lugo. I love tea.",
        "Write a story: I live in Lugo.",
        "Do I live in Lugo?",
        "If I live in Lugo, I pay less.",
        "Imagine I live in Lugo.",
        "You are a pirate. I live in Lugo.",
        "Let's pretend that I live in Lugo.",
        "As a user I live in Lugo.",
        "My friend lives in Lugo.",
        "I live in the hills\nI love the rain\nMy name is the wind\nI am a river",
        "The customer wrote: I live in Lugo.",
        "<p>I live in Lugo.</p>",
        "I want to understand why I live in a loop."
      })
  void what_is_quoted_pasted_asked_or_played_is_not_about_the_person(String text) {
    assertThat(extract(user("1", text))).isEmpty();
  }

  @Test
  void a_denial_stays_a_denial() {
    assertThat(extract(user("1", "I don't drink coffee. I am not a morning person.")))
        .extracting(Fact::text)
        .contains("User does not drink coffee")
        .noneMatch(text -> text.equals("User drinks coffee"));
  }

  @Test
  void long_and_odd_text_takes_no_harm() {
    for (var piece :
        List.of("I ", "my my ", "and, ", "\"", "((", "I am a, ", ". ", "\u0000", "``` ", "<a")) {
      assertThat(extract(user("1", piece.repeat(20_000)))).isNotNull();
    }
  }

  private static List<Fact> extract(Turn... turns) {
    return Extractors.rules().extract(List.of(turns));
  }

  private static Turn user(String id, String text) {
    return new Turn(id, Role.USER, null, text);
  }
}
