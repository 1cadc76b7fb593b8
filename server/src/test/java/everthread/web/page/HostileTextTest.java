package everthread.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.memory.Memory;
import everthread.memory.Provenance;
import everthread.memory.Validity;
import everthread.space.Ids;
import everthread.web.page.Talk.Said;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a chat says, it is shown as text: no page runs, styles or loads anything of it. */
class HostileTextTest {
  private static final String HOSTILE =
      "\"'><script>alert(1)</script><img src=x onerror=alert(2)><b style=color:red>x</b>"
          + " ![p](http://track.example/p.png) [l](javascript:alert(3)) `${7*7}` $\\href{x}{y}$";

  private final PreviewHouse house = new PreviewHouse();
  private final Browsing browser = Browsing.signedIn(house);
  private UUID conversation = Ids.next();
  private String memory = "";

  @BeforeEach
  void fill() {
    house.stats = PreviewHouse.fullStats();
    house.keys.pair(HOSTILE, HOSTILE, PreviewClock.NOW);
    var talk = new Talk(Site.CLAUDE, HOSTILE, "javascript:alert(4)", HOSTILE);
    var said = talk.say(Role.USER, "2026-03-03T10:00:00Z", HOSTILE + "\n\n    " + HOSTILE);
    talk.think(HOSTILE)
        .say(Role.ASSISTANT, "2026-03-03T10:01:00Z", "```" + HOSTILE + "\n" + HOSTILE);
    house.conversations.put(talk.conversation(talk.last()));
    conversation = talk.id();
    memory = remember(talk, said);
  }

  @AfterEach
  void close() {
    browser.close();
    house.close();
  }

  private String remember(Talk talk, Said said) {
    var from = new Provenance(talk.id(), said.id(), "s", Role.USER, HOSTILE, HOSTILE, HOSTILE, 0.5);
    var hostile =
        new Memory(
            Ids.next(),
            HOSTILE,
            HOSTILE,
            List.of(HOSTILE),
            Map.of(),
            Site.CLAUDE,
            from,
            new Validity.InReview(),
            PreviewClock.NOW,
            PreviewClock.NOW);
    house.memories.put(hostile);
    return hostile.wireId();
  }

  @Test
  void no_page_holds_anything_of_a_hostile_text_but_its_words() {
    for (var path :
        List.of(
            "/",
            "/?q=alert%3Cscript%3E&tag=%22%3E%3Cscript%3E",
            "/conversations/" + conversation,
            "/conversations/" + conversation + "?q=alert",
            "/memories",
            "/memories?q=alert&tag=%22%3E%3Cscript%3E",
            "/memories?edit=" + memory,
            "/connect",
            "/settings",
            "/preview/memories/" + memory + "?q=alert")) {
      var response = browser.get(path);
      assertThat(response.statusCode()).as(path).isEqualTo(200);
      isHarmless(path, org.jsoup.Jsoup.parse(response.body()));
    }
  }

  private static void isHarmless(String path, Document page) {
    for (var script : page.select("script")) {
      assertThat(script.attr("src")).as(path).startsWith("/static/");
      assertThat(script.data()).as(path).isEmpty();
    }
    assertThat(page.select("style, iframe, object, embed, img, b")).as(path).isEmpty();
    for (var element : page.getAllElements()) {
      for (Attribute attribute : element.attributes()) {
        assertThat(attribute.getKey()).as(path).isNotEqualTo("style").doesNotStartWith("on");
        if (attribute.getKey().equals("href")) {
          assertThat(attribute.getValue()).as(path).doesNotStartWithIgnoringCase("javascript:");
        }
      }
    }
  }

  @Test
  void the_words_themselves_are_all_there() {
    var page = browser.page("/conversations/" + conversation);

    assertThat(page.select("h1").text()).contains("<script>alert(1)</script>");
    assertThat(page.select(".bubble").text()).contains("<img src=x onerror=alert(2)>");
  }

  @Test
  void a_picture_from_afar_becomes_a_link_that_gives_nothing_away() {
    var picture = browser.page("/conversations/" + conversation).select("a.picture").getFirst();

    assertThat(picture.text()).isEqualTo("Picture: p");
    assertThat(picture.attr("rel")).isEqualTo("noopener noreferrer");
  }
}
