package everthread.extract;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs each extractor's fixtures. A case is a few turns ("user>", "assistant>" or a speaker's name
 * and ">"), then the facts that this extractor finds in them: "=" one kept unasked, "?" one for
 * review. Written by hand; a blank line ends a case.
 */
class ExtractorFixturesTest {
  private static final Path FOLDER = Path.of("src/test/resources/extract/extractors");

  static List<String> names() {
    return Extractors.rules().names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void an_extractor_finds_what_its_fixtures_say_and_nothing_else(String name) throws IOException {
    for (var text : Files.readString(FOLDER.resolve(name + ".txt")).split("\n\n", -1)) {
      var turns = turns(text);

      var facts = Extractors.rules().extract(turns);

      var found = facts.stream().filter(fact -> fact.extractor().equals(name)).toList();
      assertThat(found.stream().map(ExtractorFixturesTest::shown).toList())
          .as(text)
          .isEqualTo(expected(text));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void the_fixtures_of_an_extractor_show_both_what_it_takes_and_what_it_leaves(String name)
      throws IOException {
    var cases = List.of(Files.readString(FOLDER.resolve(name + ".txt")).split("\n\n", -1));

    assertThat(cases).anyMatch(text -> !expected(text).isEmpty());
    assertThat(cases).anyMatch(text -> expected(text).isEmpty());
  }

  @Test
  void there_are_no_fixtures_without_an_extractor() throws IOException {
    try (var files = Files.list(FOLDER)) {
      var found = files.map(file -> file.getFileName().toString().replace(".txt", "")).toList();

      assertThat(found).containsExactlyInAnyOrderElementsOf(names());
    }
  }

  private static List<Turn> turns(String text) {
    var turns = new ArrayList<Turn>();
    for (var line : text.lines().filter(line -> line.contains("> ")).toList()) {
      var speaker = line.substring(0, line.indexOf('>'));
      var said = line.substring(line.indexOf('>') + 2);
      var role = speaker.equals("assistant") ? Role.ASSISTANT : Role.USER;
      var author = List.of("user", "assistant").contains(speaker) ? null : speaker;
      turns.add(new Turn("turn-" + turns.size(), role, author, said));
    }
    return turns;
  }

  private static List<String> expected(String text) {
    return text.lines().filter(line -> line.startsWith("= ") || line.startsWith("? ")).toList();
  }

  private static String shown(Fact fact) {
    return (fact.confidence() >= Fact.SURE ? "= " : "? ") + fact.text();
  }
}
