package everthread.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Site;
import everthread.ingest.Job;
import everthread.ingest.MeaningState;
import everthread.ingest.Stats;
import everthread.ingest.Stats.Pending;
import everthread.vitals.QueueState;
import everthread.vitals.Troubles.Area;
import everthread.vitals.Troubles.Trouble;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusPageTest {
  private final PreviewHouse house = new PreviewHouse();
  private final Browsing browser = Browsing.signedIn(house);

  @AfterEach
  void close() {
    browser.close();
    house.close();
  }

  @Test
  void when_all_is_done_the_page_says_so() {
    pending(new Pending(0, 0, 0, 0));

    assertThat(verdict()).isEqualTo("Everything is saved and searchable.");
  }

  @Test
  void what_is_being_read_is_told() {
    pending(new Pending(12, 0, 0, 0));

    assertThat(verdict()).isEqualTo("12 messages are being read.");
  }

  @Test
  void what_is_not_read_for_meaning_yet_is_told_with_what_finds_it_meanwhile() {
    pending(new Pending(0, 0, 1_240, 0));
    house.meaning =
        new MeaningState("letters/26", 1_240, 3, "The embeddings endpoint fails (500).");

    assertThat(verdict()).isEqualTo("Everything is saved and searchable.");
    assertThat(browser.page("/status").select("section[aria-labelledby=work-title]").text())
        .contains("Meaning1,240 left 1,240 of 249,718")
        .contains("messages still to be read; words find them all now.")
        .contains("The embeddings endpoint fails (500).");
    assertThat(browser.page("/status").select("section[aria-labelledby=aside-title]").text())
        .contains("3 texts couldn’t be read for meaning");
  }

  @Test
  void a_site_that_changed_is_named_with_what_is_kept_of_it_and_is_read_again() {
    pending(new Pending(0, 0, 0, 0));
    house.upkeep.drifting = Map.of(Site.CLAUDE, 3L);

    assertThat(verdict())
        .isEqualTo(
            "Claude has changed its page: 3 chats are kept and will be read again after an update.");
    browser.post("/status/read-again", "csrf", house.csrf(), "site", "claude");
    assertThat(house.upkeep.asked).containsExactly("read again claude");
  }

  @Test
  void what_was_set_aside_is_told_with_the_reason_in_words_and_tried_again() {
    pending(new Pending(0, 0, 0, 0));
    house.upkeep.queue =
        new QueueState(
            List.of(), List.of(new QueueState.Dead(Job.Kind.READ, "StackOverflowError", 2)));

    var aside = browser.page("/status").select("section[aria-labelledby=aside-title]").text();

    assertThat(aside)
        .contains("2 messages couldn’t be read", "nested more deeply than can be read");
    browser.post("/status/retry", "csrf", house.csrf());
    assertThat(house.upkeep.asked).containsExactly("retry");
    assertThat(browser.page("/status").select("#try-again")).isEmpty();
  }

  @Test
  void a_full_disk_comes_before_all_else() {
    house.upkeep.trouble();

    assertThat(verdict()).isEqualTo("The disk is full. New messages wait safely in your browsers.");
  }

  @Test
  void rebuilding_shows_how_far_it_is() {
    pending(new Pending(0, 0, 0, 0));
    house.upkeep.furnish();

    browser.post("/status/rebuild", "csrf", house.csrf());

    var panel = browser.page("/status").select("section[aria-labelledby=index-title]");
    assertThat(panel.select("progress").attr("value")).isEqualTo("60000");
    assertThat(panel.text()).contains("24 % of it is built.");
    assertThat(panel.select("#rebuild")).isEmpty();
  }

  @Test
  void nothing_is_set_going_without_the_sessions_token() {
    for (var path : List.of("/status/retry", "/status/read-again", "/status/rebuild")) {
      assertThat(browser.post(path, "csrf", "wrong", "site", "claude").statusCode()).isEqualTo(403);
    }
    assertThat(house.upkeep.asked).isEmpty();
  }

  @Test
  void diagnostics_tell_counts_and_kinds_but_no_names_and_no_words() {
    PreviewData.fill(house);
    house.keys.pair("CANARY-browser", "0.4.1", PreviewClock.NOW);
    house.keys.pair("Chrome", "CANARY-version", PreviewClock.NOW);
    house.upkeep.troubles =
        List.of(new Trouble(Area.READING, "NullPointerException", 3, PreviewClock.NOW));

    var text = browser.get("/status/diagnostics").body();

    assertThat(text)
        .contains("everthread: 0.1.0", "extension_1: ", "messages: 248213", "pending_index: 0")
        .contains("reading: NullPointerException, 3 times", "fsync: on", "storage: ok")
        .doesNotContain(
            "CANARY", "atlas", "kitchen", "Personal", "restic", "Helsinki", "127.0.0.1");
  }

  private void pending(Pending pending) {
    var full = PreviewHouse.fullStats();
    house.stats =
        new Stats(
            full.conversations(),
            full.messages(),
            full.memories(),
            full.captures(),
            full.bytes(),
            0,
            pending,
            full.sites());
  }

  private String verdict() {
    return browser.page("/status").select("h1").text();
  }
}
