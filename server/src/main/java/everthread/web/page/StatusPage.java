package everthread.web.page;

import everthread.conversation.Site;

/** Says in words how everything stands, and mends what a person can mend. */
final class StatusPage {
  private final PageServices services;
  private final RecentStats stats;
  private final WorkRows work = new WorkRows();

  StatusPage(PageServices services, RecentStats stats) {
    this.services = services;
    this.stats = stats;
  }

  /** The page looks at itself again every few seconds; then the counts may be that old. */
  Answer show(Visit visit) {
    var now = standing(visit);
    var view =
        new StatusView(
            visit.session().csrf(),
            Verdicts.of(now),
            checked(now),
            StatusRows.sites(now),
            work.of(visit.space(), now),
            WorkRows.aside(now),
            StatusRows.index(now),
            StatusRows.kept(now),
            StatusRows.health(now),
            StatusRows.lately(now),
            StatusRows.database(now),
            ModelRows.after(StatusRows.versions(now), services.upkeep().model()));
    return Answer.page("Status", Nav.STATUS, "status.jte", view);
  }

  private static String checked(Standing now) {
    return "Checked at "
        + now.dates().time(now.dates().now())
        + ". Up for "
        + now.dates().since(now.installation().startedAt())
        + ", version "
        + now.installation().version()
        + ".";
  }

  Answer diagnostics(Visit visit) {
    return new Answer.Text(
        "text/plain; charset=utf-8", "everthread-diagnostics.txt", Diagnostics.of(standing(visit)));
  }

  Answer retry(Visit visit) {
    services.upkeep().retry(visit.space());
    return done(Toast.Kind.TRIED_AGAIN);
  }

  Answer readAgain(Visit visit) {
    var site = visit.posted("site").flatMap(Site::ofWireName);
    if (site.isEmpty()) return done(Toast.Kind.GONE);
    services.upkeep().readAgain(visit.space(), site.get());
    return done(Toast.Kind.READ_AGAIN);
  }

  Answer rebuild(Visit visit) {
    services.upkeep().rebuild(visit.space());
    return done(Toast.Kind.REBUILDING);
  }

  private static Answer done(Toast.Kind kind) {
    return new Answer.SeeOther("/status", Toast.of(kind));
  }

  private Standing standing(Visit visit) {
    var space = visit.space();
    var upkeep = services.upkeep();
    return new Standing(
        visit.byHtmx() ? stats.of(space) : stats.now(space),
        services.stats().meaning(space),
        upkeep.server(),
        upkeep.queue(space),
        upkeep.index(space),
        upkeep.drifting(space),
        services.pairings().browsers(visit.principal()),
        services.installation(),
        visit.dates());
  }
}
