package everthread.web.page;

import everthread.conversation.Site;
import everthread.ingest.Stats;
import everthread.ingest.Stats.SiteStats;
import everthread.web.page.StatusView.Line;
import everthread.web.page.StatusView.SiteRow;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in words how everything stands. */
final class StatusPage {
  private static final List<Site> CAPTURED = List.of(Site.CHATGPT, Site.CLAUDE, Site.GEMINI);

  private final PageServices services;
  private final RecentStats stats;

  StatusPage(PageServices services, RecentStats stats) {
    this.services = services;
    this.stats = stats;
  }

  Answer show(Visit visit) {
    var now = stats.now(visit.space());
    var drifting = stats.drifting(visit.space());
    var installation = services.installation();
    var view =
        new StatusView(
            verdict(now, drifting),
            drifting == 0,
            "Up for "
                + visit.dates().since(installation.startedAt())
                + ", version "
                + installation.version()
                + ".",
            sites(visit, now),
            waiting(now.pending()),
            kept(now),
            List.of(
                new Line("Everthread", installation.version(), false),
                new Line("Database", installation.database(), false),
                new Line("Address", installation.shown().toString(), false)));
    return Answer.page("Status", Nav.STATUS, "status.jte", view);
  }

  private static String verdict(Stats now, int drifting) {
    if (drifting == 1) return "Everything is saved. One site to look at.";
    if (drifting > 1) return "Everything is saved. " + drifting + " sites to look at.";
    if (now.messages() == 0) return "Ready. Nothing was said yet.";
    var pending = now.pending();
    var busy = pending.reading() + pending.extraction() + pending.embedding() + pending.index();
    return busy == 0 ? "Everything is saved and can be found." : "Everything is saved.";
  }

  private static List<SiteRow> sites(Visit visit, Stats now) {
    var shown = EnumSet.copyOf(CAPTURED);
    shown.addAll(now.sites().keySet());
    var rows = new ArrayList<SiteRow>();
    for (var site : shown) rows.add(row(visit, site, now.sites().get(site)));
    return rows;
  }

  private static SiteRow row(Visit visit, Site site, @Nullable SiteStats known) {
    if (known == null) {
      return new SiteRow(SiteMark.of(site), "never", "–", "0", "0", "");
    }
    var drift = known.drifting() > 0;
    return new SiteRow(
        SiteMark.of(site),
        drift ? "drift" : "ok",
        known.lastCaptureAt() == null ? "–" : visit.dates().ago(known.lastCaptureAt()),
        Counted.grouped(known.conversations()),
        Counted.grouped(known.messages()),
        drift ? trouble(site, known.drifting()) : "");
  }

  private static String trouble(Site site, long drifting) {
    return Counted.of(drifting, "capture")
        + " of "
        + site.displayName()
        + " couldn’t be read, most likely because the site changed.";
  }

  private static List<Line> waiting(Stats.Pending pending) {
    return List.of(
        left("Reading", pending.reading()),
        left("Finding memories", pending.extraction()),
        left("Search index", pending.index()));
  }

  private static Line left(String label, long count) {
    return count == 0
        ? new Line(label, "nothing waiting", false)
        : new Line(label, Counted.grouped(count) + " left", true);
  }

  private static List<Line> kept(Stats now) {
    return List.of(
        new Line("Conversations", Counted.grouped(now.conversations()), false),
        new Line("Messages", Counted.grouped(now.messages()), false),
        new Line("Memories", Counted.grouped(now.memories()), false),
        new Line("Raw captures", Counted.grouped(now.captures()), false),
        new Line("Search index", Counted.bytes(now.bytes()), false));
  }
}
