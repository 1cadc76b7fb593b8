package everthread.web.page;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.memory.Memory;
import everthread.memory.Provenance;
import everthread.memory.Validity;
import everthread.space.Ids;
import everthread.web.page.Talk.Said;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Invented chats of somebody with a small server at home. */
final class PreviewData {
  private static final Map<String, String> IDS = new HashMap<>();

  private PreviewData() {}

  /** What the walk through the pages needs to find again. */
  static Map<String, String> ids() {
    return Map.copyOf(IDS);
  }

  static void fill(PreviewHouse house) {
    house.stats = PreviewHouse.fullStats();
    house.upkeep.furnish();
    house.keys.pair("Chrome on atlas", "0.4.1", PreviewClock.NOW.minusSeconds(120));
    house.keys.pair(
        "Chrome on the kitchen laptop", "0.3.9", PreviewClock.NOW.minusSeconds(950_000));
    PreviewAttempts.fill(house);
    restore(house);
    others(house);
    longOne(house);
    memories(house);
  }

  private static void restore(PreviewHouse house) {
    var talk =
        new Talk(
            Site.CLAUDE,
            "Why the last restore stopped at 94 %: a bad block, a missing checksum and what a drill"
                + " should look like",
            "https://claude.ai/chat/0b9c5d1e",
            "Opus 4.6");
    var first =
        talk.say(Role.USER, "2026-03-03T20:58:00Z", PreviewTexts.PROBLEM + PreviewTexts.pasted());
    talk.say(Role.ASSISTANT, "2026-03-03T20:59:00Z", PreviewTexts.BLOCK);
    var before = talk.last();
    talk.say(Role.USER, "2026-03-03T21:01:00Z", "How much space do 30 days take?");
    talk.say(Role.ASSISTANT, "2026-03-03T21:02:00Z", "That depends on how much changes a day.");
    var space =
        talk.after(before)
            .say(
                Role.USER,
                "2026-03-03T21:03:00Z",
                "How much space do 30 days take if the base is 40 GB and about 3 % of it changes a"
                    + " day?");
    talk.think(PreviewTexts.REASONING)
        .say(Role.ASSISTANT, "2026-03-03T21:04:00Z", PreviewTexts.SPACE);
    talk.say(
        Role.USER,
        "2026-03-03T21:12:00Z",
        "So the backup was fine and the disk lied? How would I ever have noticed?");
    var drill = talk.say(Role.ASSISTANT, "2026-03-03T21:14:00Z", PreviewTexts.DRILL);
    var sunday =
        talk.say(
            Role.USER,
            "2026-03-03T21:15:00Z",
            "ok. first Sunday of the month then, put the three counts in the notebook");
    talk.say(Role.ASSISTANT, "2026-03-03T21:15:30Z", PreviewTexts.GOOD);
    var sister =
        talk.say(
            Role.USER,
            "2026-03-03T21:29:00Z",
            "Rewrite all of it for Ines. She knows nothing about computers and she’ll be nervous.");
    talk.stopped().say(Role.ASSISTANT, "2026-03-03T21:30:00Z", PreviewTexts.RUNBOOK);
    var active = talk.last();
    talk.after(before).say(Role.USER, "2026-03-03T21:40:00Z", "How much space would 90 days take?");
    house.conversations.put(talk.conversation(active));
    IDS.put("restore", talk.id().toString());
    IDS.put("hit", drill.id().toString());

    var nightly =
        add(
            house,
            "Backs up Postgres every night with restic to a storage box in Helsinki and keeps"
                + " 30 days.",
            List.of("homelab", "backup"),
            talk,
            first,
            new Validity.Current(null));
    IDS.put("edit", nightly.wireId());
    var review =
        add(
            house,
            "The database is 40 GB and grows by about 3 % a day.",
            List.of(),
            talk,
            space,
            new Validity.InReview());
    IDS.put("review", review.wireId());
    add(
        house,
        "Rehearses the restore on the first Sunday of each month.",
        List.of("homelab"),
        talk,
        sunday,
        new Validity.Current(null));
    add(
        house,
        "Ines, the sister, is to run the restore if needed; no technical background.",
        List.of("family"),
        talk,
        sister,
        new Validity.Current(null));
    var old =
        new Talk(Site.GEMINI, PreviewTexts.COMPARE_TITLE, "https://gemini.google.com/app/71", null);
    var dump = old.say(Role.USER, "2024-08-11T18:20:00Z", PreviewTexts.COMPARE_ASKED);
    old.say(Role.ASSISTANT, "2024-08-11T18:21:00Z", PreviewTexts.COMPARE);
    house.conversations.put(old.conversation(old.last()));
    add(
        house,
        "Dumps Postgres by hand with pg_dump every Sunday evening.",
        List.of("backup"),
        old,
        dump,
        new Validity.Superseded(Instant.parse("2026-03-03T20:58:00Z"), nightly.id()));
  }

  private static void others(PreviewHouse house) {
    talk(
        house,
        Site.CHATGPT,
        "Restic to a storage box: retention and pruning",
        "https://chatgpt.com/c/68a1",
        "2026-03-02T19:00:00Z",
        PreviewTexts.RETENTION,
        "Trust the restore. A backup program reports what it copied, not whether it was sound.");
    talk(
        house,
        Site.DEEPSEEK,
        "40 GB 的数据库：用 pgBackRest 做增量备份，还是每晚 pg_basebackup?",
        "https://chat.deepseek.com/a/chat/s/9",
        "2026-01-19T12:00:00Z",
        "每晚备份 40 GB 的数据库，用哪个好？",
        PreviewTexts.CHINESE);
    talk(
        house,
        Site.CLAUDE,
        "Rewrite my runbook so that my sister could follow it",
        "https://claude.ai/chat/77",
        "2024-06-30T09:00:00Z",
        "Rewrite my runbook so that my sister" + " could follow it",
        PreviewTexts.SISTER);
    talk(
        house,
        Site.CHATGPT,
        "Night train to Narvik with two bicycles",
        "https://chatgpt.com/c/11",
        "2026-11-22T13:20:00Z",
        "Can I take two bicycles on the night" + " train to Narvik?",
        "Only in the marked carriage, and only with a reservation.");
    talk(
        house,
        Site.GEMINI,
        "Sourdough that rises in a cold kitchen",
        "https://gemini.google.com/app/8",
        "2026-11-21T08:00:00Z",
        "My sourdough does not rise at 17" + " degrees. More hydration?",
        "Hydration is not it. Give the sourdough twice the time.");
    talk(
        house,
        Site.CLAUDE,
        "A calmer name for the function that retries",
        "https://claude.ai/chat/12",
        "2026-11-20T15:00:00Z",
        "Name for a function that retries with" + " backoff?",
        "`persist` reads well where it is called.");
    talk(
        house,
        Site.KIMI,
        "Jyutping for the tones of everyday verbs",
        "https://www.kimi.com/chat/3",
        "2026-10-27T11:00:00Z",
        "Which tone is 食?",
        "食 is sik6, a low checked tone.");
  }

  private static void talk(
      PreviewHouse house,
      Site site,
      String title,
      String url,
      String at,
      String asked,
      String said) {
    var talk = new Talk(site, title, url, null);
    talk.say(Role.USER, at, asked);
    talk.say(Role.ASSISTANT, Instant.parse(at).plusSeconds(20).toString(), said);
    house.conversations.put(talk.conversation(talk.last()));
  }

  private static void longOne(PreviewHouse house) {
    var talk =
        new Talk(Site.CHATGPT, "A year of watering the balcony", "https://chatgpt.com/c/5", null);
    var at = Instant.parse("2025-04-01T07:00:00Z");
    for (int day = 1; day <= 90; day++) {
      talk.say(Role.USER, at.plusSeconds(day * 86_400L).toString(), "Day " + day + ": is it dry?");
      talk.say(
          Role.ASSISTANT,
          at.plusSeconds(day * 86_400L + 9).toString(),
          "Day " + day + ": a finger deep. Water when that is dry.");
    }
    house.conversations.put(talk.conversation(talk.last()));
    IDS.put("long", talk.id().toString());
  }

  private static void memories(PreviewHouse house) {
    plain(
        house,
        "Eats no shellfish since the reaction in Porto; everything else from the sea is fine.",
        List.of("food", "health"),
        Site.CHATGPT,
        "2026-11-14T12:00:00Z",
        Role.USER);
    plain(
        house,
        "Learns Cantonese with a tutor on Tuesdays; reads traditional characters, types"
            + " Jyutping.",
        List.of("language"),
        Site.DEEPSEEK,
        "2026-10-27T12:00:00Z",
        Role.USER);
    plain(
        house,
        "Is allergic to shellfish.",
        List.of("health"),
        Site.GEMINI,
        "2025-05-02T12:00:00Z",
        Role.USER);
    plain(
        house,
        "Prefers answers with the conclusion first, no emoji, metric units.",
        List.of("style"),
        Site.OTHER,
        "2026-02-09T12:00:00Z",
        null);
    var freelance =
        plain(
            house,
            "Works freelance, from home.",
            List.of("work"),
            Site.CLAUDE,
            "2026-09-01T12:00:00Z",
            Role.USER);
    var old =
        plain(
            house,
            "Works as a translator at a publishing house in Lisbon.",
            List.of("work"),
            Site.CLAUDE,
            "2024-02-01T12:00:00Z",
            Role.USER);
    house.memories.put(
        new Memory(
            old.id(),
            old.content(),
            null,
            old.tags(),
            Map.of(),
            old.site(),
            old.provenance(),
            new Validity.Superseded(Instant.parse("2026-09-01T12:00:00Z"), freelance.id()),
            old.createdAt(),
            old.updatedAt()));
  }

  private static Memory plain(
      PreviewHouse house,
      String text,
      List<String> tags,
      Site site,
      String at,
      @Nullable Role role) {
    var when = Instant.parse(at);
    var from =
        role == null
            ? null
            : new Provenance(Ids.next(), Ids.next(), "m1", role, null, text, "stated", 0.9);
    var memory =
        new Memory(
            Ids.next(),
            text,
            null,
            tags,
            Map.of(),
            site,
            from,
            new Validity.Current(null),
            when,
            when);
    house.memories.put(memory);
    return memory;
  }

  private static Memory add(
      PreviewHouse house, String text, List<String> tags, Talk talk, Said said, Validity validity) {
    var from =
        new Provenance(
            talk.id(), said.id(), "s", Role.USER, null, firstLine(said.text()), "stated", 0.8);
    var memory =
        new Memory(
            Ids.next(),
            text,
            null,
            tags,
            Map.of(),
            talk.site(),
            from,
            validity,
            said.at(),
            said.at());
    house.memories.put(memory);
    return memory;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse(text);
  }
}
