package everthread.capture.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import everthread.capture.Capture;
import everthread.conversation.Message;
import everthread.conversation.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SiteReadersTest {
  private static final Pattern MADE_UP = Pattern.compile("dom-[0-9a-f]{24}");

  static Stream<SiteFixture> fixtures() {
    return SiteFixture.all().stream();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void a_fixture_becomes_what_a_person_wrote_down(SiteFixture fixture) throws Exception {
    assertThat(fixture.expected()).as("write it by hand and review it").exists();
    var expected = SiteFixture.json(fixture.expected());

    var read = ReadingText.of(read(fixture.capture()));

    assertThat(pretty(numbered(read))).isEqualTo(pretty(expected));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void what_must_not_be_kept_is_refused_before_it_is_read(SiteFixture fixture) {
    var refusal = SiteFixture.json(fixture.expected()).path("forbidden").asText("");

    var problem = new SiteGate().check(fixture.capture());

    assertThat(problem.map(refused -> refused.code()).orElse("")).isEqualTo(refusal);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void the_turns_alone_say_the_same_as_the_whole_page(SiteFixture fixture) {
    var whole = fixture.capture();
    if (whole.kind() != Capture.Kind.DOM) return;
    var page = Jsoup.parse(whole.body());
    page.outputSettings().prettyPrint(false);
    var turns =
        page.select(
                "[data-testid^=conversation-turn-], [data-test-render-count],"
                    + " .conversation-container")
            .outerHtml();

    var read = read(SiteFixture.withBody(whole, turns));

    assertThat(messages(read)).isEqualTo(messages(read(whole)));
  }

  @Test
  void readers_fixtures_and_documentation_name_the_same_sites() {
    var readers = new TreeSet<Site>(SiteReaders.bySite().keySet());
    var fixtures = new TreeSet<Site>();
    fixtures().forEach(fixture -> fixtures.add(fixture.site()));
    var chapters = new TreeSet<Site>();
    for (var line : SiteFixture.text(docs()).lines().toList()) {
      for (var site : Site.values()) {
        if (line.equals("## " + site.displayName())) chapters.add(site);
      }
    }

    assertThat(fixtures).isEqualTo(readers);
    assertThat(chapters).isEqualTo(readers);
  }

  @Test
  void each_case_is_documented() {
    var documented = SiteFixture.text(docs());

    var missing = new ArrayList<String>();
    fixtures()
        .map(fixture -> fixture.folder().getFileName().toString())
        .filter(name -> !documented.contains("`" + name + "`"))
        .forEach(missing::add);

    assertThat(missing).isEmpty();
  }

  private static Path docs() {
    var here = Path.of("../docs/sites.md");
    return Files.exists(here) ? here : Path.of("docs/sites.md");
  }

  private static Reading read(Capture capture) {
    return SiteReaders.read(capture);
  }

  private static List<Message> messages(Reading reading) {
    return ((Reading.Found) reading).conversation().messages();
  }

  /** Made-up ids are hashes: the first becomes dom-1, the second dom-2. */
  private static JsonNode numbered(JsonNode read) throws Exception {
    var ids = new ArrayList<String>();
    var numbered =
        MADE_UP
            .matcher(read.toString())
            .replaceAll(
                found -> {
                  if (!ids.contains(found.group())) ids.add(found.group());
                  return "dom-" + (ids.indexOf(found.group()) + 1);
                });
    return new ObjectMapper().readTree(numbered);
  }

  /** With the members of objects in one order, since their order says nothing. */
  private static String pretty(JsonNode node) throws Exception {
    if (node instanceof TextNode) return node.toString();
    var mapper =
        com.fasterxml.jackson.databind.json.JsonMapper.builder()
            .configure(
                com.fasterxml.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .build();
    return mapper
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(mapper.treeToValue(node, Object.class));
  }
}
