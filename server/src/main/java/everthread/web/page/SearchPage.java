package everthread.web.page;

import everthread.ingest.Stats;
import everthread.search.Hit;
import everthread.search.Hits;
import everthread.web.page.SearchView.Chat;
import everthread.web.page.SearchView.Found;
import everthread.web.page.SearchView.Nothing;
import everthread.web.page.SearchView.Recent;
import everthread.web.page.SearchView.Results;
import everthread.web.page.SearchView.Welcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Search as you type over everything kept; recent chats when nothing is typed. */
final class SearchPage {
  private static final int RECENT = 14;

  private final PageServices services;
  private final RecentStats stats;
  private final HitViews hitViews;
  private final Previews previews;
  private final Offers offers;

  SearchPage(PageServices services, RecentStats stats) {
    this.services = services;
    this.stats = stats;
    this.hitViews = new HitViews(services.memories());
    this.previews = new Previews(services);
    this.offers = new Offers(services.search());
  }

  Answer show(Visit visit) {
    var form = SearchForm.of(visit.query());
    if (visit.byHtmx()) {
      var url = form.address(1).toString();
      visit.context().response().putHeader("HX-Replace-Url", url);
    }
    if (form.typed().words().isEmpty()) return page(visit, form, null, rest(visit, form));

    long started = System.nanoTime();
    var hits = services.search().search(visit.space(), form.query(visit.dates()));
    var took = Duration.ofNanos(System.nanoTime() - started);
    var found =
        hits.hits().isEmpty() && form.page() == 1
            ? nothing(visit, form, hits, took)
            : results(visit, form, hits, took);
    return page(visit, form, hits, found);
  }

  private Answer page(Visit visit, SearchForm form, @Nullable Hits hits, Found found) {
    var known = stats.of(visit.space()).sites().keySet();
    var view =
        new SearchView(
            form.text(),
            SearchFilters.kinds(form),
            SearchFilters.sites(form, known, hits == null ? null : hits.bySite()),
            SearchFilters.saidBy(form),
            SearchFilters.time(form, visit.dates()),
            form.from() == null ? "" : form.from().toString(),
            form.to() == null ? "" : form.to().toString(),
            SearchFilters.tags(form, services.memories().tags(visit.space())),
            SearchFilters.typed(form),
            found);
    var title = form.blank() ? "Search" : form.text();
    return Answer.page(title, Nav.SEARCH, "search.jte", view);
  }

  /** What stands there while nothing is looked for. */
  private Found rest(Visit visit, SearchForm form) {
    var kept = stats.of(visit.space());
    if (kept.messages() == 0 && kept.memories() == 0) {
      var now = stats.now(visit.space());
      if (now.messages() == 0 && now.memories() == 0) return welcome(visit);
      kept = now;
    }
    var site = form.allSites().size() == 1 ? form.allSites().iterator().next() : null;
    var chats =
        services.conversations().list(visit.space(), site, null, RECENT).stream()
            .map(
                chat ->
                    new Chat(
                        "/conversations/" + chat.id(),
                        SiteMark.of(chat.site()),
                        chat.title() == null ? "Without a title" : chat.title(),
                        visit.dates().ago(chat.updatedAt()),
                        Counted.of(chat.messageCount(), "message").toString()))
            .toList();
    return new Recent(chats, kept(kept));
  }

  private Welcome welcome(Visit visit) {
    var browsers = services.pairings().browsers(visit.principal());
    var paired = !browsers.isEmpty();
    if (paired) return new Welcome(true, browsers.getFirst().name(), "", "", "");
    var code = services.pairings().make(visit.principal());
    var left = Duration.between(visit.dates().now(), code.expiresAt()).toMinutes();
    return new Welcome(
        false,
        "",
        code.code(),
        Counted.of(Math.max(1, left), "minute").toString(),
        services.installation().extensionFolder());
  }

  private Results results(Visit visit, SearchForm form, Hits hits, Duration took) {
    var words = form.typed().words();
    var views = hits.hits().stream().map(hit -> hitViews.of(visit, hit, words)).toList();
    var first = hits.hits().isEmpty() ? null : hits.hits().getFirst();
    var preview = first == null ? null : previews.of(visit, first, words).orElse(null);
    long shown = (long) form.page() * SearchForm.PAGE_SIZE;
    var more = hits.total() > shown && !hits.hits().isEmpty();
    return new Results(
        (hits.total() >= 10_000 ? "More than " : "") + Counted.of(hits.total(), "result"),
        "in " + Math.max(1, took.toMillis()) + " ms",
        kinds(hits),
        hits.notice() == null ? "" : hits.notice(),
        waiting(visit),
        hits.suggestion() == null ? "" : hits.suggestion(),
        hits.suggestion() == null ? "" : form.addressWith(hits.suggestion(), 1).toString(),
        views,
        0,
        preview,
        more ? form.address(form.page() + 1).toString() : "",
        more ? "Next " + Math.min(SearchForm.PAGE_SIZE, hits.total() - shown) : "");
  }

  private static String kinds(Hits hits) {
    long memories = hits.byKind().getOrDefault(Hit.Kind.MEMORY, 0L);
    long messages = hits.byKind().getOrDefault(Hit.Kind.MESSAGE, 0L);
    return Counted.of(memories, "memory", "memories") + ", " + Counted.of(messages, "message");
  }

  private Nothing nothing(Visit visit, SearchForm form, Hits hits, Duration took) {
    var heading = "Nothing found for “" + form.typed().words() + "”" + form.inWords(visit.dates());
    var waiting = waiting(visit);
    var searched =
        kept(stats.now(visit.space()))
            + " were searched, in "
            + Math.max(1, took.toMillis())
            + " ms."
            + (waiting.isEmpty() ? " Nothing is waiting to be indexed." : "");
    return new Nothing(
        heading,
        searched,
        hits.notice() == null ? "" : hits.notice(),
        waiting,
        offers.of(visit, form, hits.suggestion()));
  }

  private static String kept(Stats stats) {
    return "All "
        + Counted.of(stats.messages(), "message")
        + " and "
        + Counted.of(stats.memories(), "memory", "memories");
  }

  /** On what cannot be found yet. */
  private String waiting(Visit visit) {
    long index = services.search().pending(visit.space());
    long reading = stats.of(visit.space()).pending().reading();
    if (index > 0) {
      return "Still indexing: " + Counted.of(index, "change") + " to go, so some may be missing.";
    }
    return reading == 0
        ? ""
        : "Still reading: " + Counted.of(reading, "capture") + " to go, so some may be missing.";
  }
}
