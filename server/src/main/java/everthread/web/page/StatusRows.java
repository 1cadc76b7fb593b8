package everthread.web.page;

import everthread.conversation.Site;
import everthread.vitals.DatabaseFacts;
import everthread.vitals.Part;
import everthread.vitals.Troubles.Area;
import everthread.vitals.Troubles.Trouble;
import everthread.web.page.StatusView.Check;
import everthread.web.page.StatusView.Index;
import everthread.web.page.StatusView.Lately;
import everthread.web.page.StatusView.Line;
import everthread.web.page.StatusView.SiteRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/** The panels of the status page. Pure. */
final class StatusRows {
  private static final List<Site> CAPTURED = List.of(Site.CHATGPT, Site.CLAUDE, Site.GEMINI);
  private static final int MOST_TROUBLES = 6;

  private StatusRows() {}

  static List<SiteRow> sites(Standing now) {
    var shown = EnumSet.copyOf(CAPTURED);
    shown.addAll(now.stats().sites().keySet());
    return shown.stream().map(site -> site(now, site)).toList();
  }

  private static SiteRow site(Standing now, Site site) {
    var known = now.stats().sites().get(site);
    if (known == null) return new SiteRow(SiteMark.of(site), "never", "–", "0", "0", "");
    long chats = now.drifting().getOrDefault(site, 0L);
    return new SiteRow(
        SiteMark.of(site),
        chats > 0 ? "drift" : "ok",
        known.lastCaptureAt() == null ? "–" : now.dates().ago(known.lastCaptureAt()),
        Counted.grouped(known.conversations()),
        Counted.grouped(known.messages()),
        chats > 0 ? Verdicts.driftOf(site, chats) : "");
  }

  static Index index(Standing now) {
    var index = now.index();
    long whole = Math.max(1, now.findable());
    long done = Math.min(index.built(), whole);
    var lag = now.stats().pending().index();
    var lines =
        List.of(
            new Line("Can be found", Counted.grouped(index.documents()), false),
            new Line("Not in it yet", lag == 0 ? "nothing" : Counted.grouped(lag), lag > 0),
            new Line("On disk", Counted.bytes(now.stats().bytes()), false));
    var progress = index.building() ? 100 * done / whole + " % of it is built." : "";
    return new Index(lines, index.building(), progress, done, whole);
  }

  static List<Line> kept(Standing now) {
    var lines = new ArrayList<Line>();
    lines.add(new Line("Conversations", Counted.grouped(now.stats().conversations()), false));
    lines.add(new Line("Messages", Counted.grouped(now.stats().messages()), false));
    lines.add(new Line("Memories", Counted.grouped(now.stats().memories()), false));
    lines.add(new Line("Raw captures", Counted.grouped(now.stats().captures()), false));
    var database = now.server().database();
    if (database != null) {
      lines.add(new Line("Database, all spaces", Counted.bytes(database.bytes()), false));
    }
    lines.add(new Line("Free on the disk", Counted.bytes(now.server().free()), now.isNearlyFull()));
    return lines;
  }

  static List<Check> health(Standing now) {
    var checks = new ArrayList<Check>();
    for (var part : now.server().health().parts()) {
      if (!part.name().equals("migrations")) checks.add(check(now, part));
    }
    long errors = errorsLately(now);
    checks.add(
        new Check(
            "Errors in the last hour",
            errors == 0,
            errors == 0 ? "none" : Counted.grouped(errors)));
    return checks;
  }

  private static Check check(Standing now, Part part) {
    return switch (part.name()) {
      case "database" -> new Check("Database", part.ok(), part.ok() ? "answers" : "away");
      case "index" -> new Check("Search index", part.ok(), part.ok() ? "usable" : "not writable");
      case "workers" -> new Check("Readers", part.ok(), part.ok() ? "running" : "stopped");
      case "indexer" -> new Check("Indexer", part.ok(), part.ok() ? "running" : "stopped");
      case "storage" ->
          new Check("Room on the disk", part.ok(), Counted.bytes(now.server().free()) + " free");
      case "issuer" -> new Check("Sign-in elsewhere", part.ok(), part.ok() ? "keys known" : "away");
      default -> new Check(part.name(), part.ok(), part.ok() ? "ok" : part.code());
    };
  }

  private static long errorsLately(Standing now) {
    var hourAgo = now.dates().now().minus(Duration.ofHours(1));
    return now.server().troubles().stream()
        .filter(trouble -> trouble.last().isAfter(hourAgo))
        .mapToLong(Trouble::count)
        .sum();
  }

  /** The latest first: captures by site, failures by kind, starts. */
  static List<Lately> lately(Standing now) {
    var events = new ArrayList<Happened>();
    for (var site : now.stats().sites().entrySet()) {
      var last = site.getValue().lastCaptureAt();
      if (last != null) {
        events.add(
            new Happened("ok", "A " + site.getKey().displayName() + " chat was captured", last));
      }
    }
    now.server().troubles().stream()
        .filter(trouble -> trouble.area() != Area.DATABASE)
        .limit(MOST_TROUBLES)
        .forEach(one -> events.add(new Happened("trouble", TroubleWords.of(one), one.last())));
    var restart = now.server().lastRestart();
    if (restart != null) {
      var words = "The database died and was started again. Nothing was lost.";
      events.add(new Happened("trouble", words, restart));
    }
    events.add(new Happened("ok", "The server was started", now.installation().startedAt()));
    return events.stream()
        .sorted(Comparator.comparing(Happened::at).reversed())
        .map(event -> new Lately(event.state(), event.what(), now.dates().ago(event.at())))
        .toList();
  }

  private record Happened(String state, String what, Instant at) {}

  static List<Line> database(Standing now) {
    var facts = now.server().database();
    if (facts == null) return List.of(new Line("State", "doesn’t answer", true));
    var restart = now.server().lastRestart();
    return List.of(
        new Line("Running since", now.dates().dayAndTime(facts.startedAt()), false),
        new Line(
            "Survives a crash", facts.isSafe() ? "yes" : "no: " + unsafe(facts), !facts.isSafe()),
        new Line(
            "Came back after dying",
            restart == null
                ? "never"
                : Counted.of(now.server().restarts(), "time") + ", " + now.dates().ago(restart),
            false));
  }

  private static String unsafe(DatabaseFacts facts) {
    return facts.settings().entrySet().stream()
        .filter(setting -> setting.getValue().equals("off"))
        .map(setting -> setting.getKey() + " is off")
        .sorted()
        .reduce((one, other) -> one + ", " + other)
        .orElse("");
  }

  static List<Line> versions(Standing now) {
    var lines = new ArrayList<Line>();
    lines.add(new Line("Everthread", now.installation().version(), false));
    for (var browser : now.browsers()) {
      lines.add(new Line("Extension in " + browser.name(), browser.extensionVersion(), false));
    }
    lines.add(new Line("Database", now.installation().database(), false));
    lines.add(new Line("Java", Runtime.version().toString(), false));
    lines.add(new Line("Address", now.installation().shown().toString(), false));
    return lines;
  }
}
