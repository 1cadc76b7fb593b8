package everthread.web.page;

import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.search.Query.Kind;
import everthread.web.page.SearchForm.Period;
import everthread.web.page.SearchView.Choice;
import everthread.web.page.SearchView.Menu;
import everthread.web.page.SearchView.SiteChip;
import everthread.web.page.SearchView.Tag;
import everthread.web.page.SearchView.TypedChip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The row of filters under the search box. Pure. */
final class SearchFilters {
  private static final int MOST_TAGS = 24;

  private SearchFilters() {}

  static List<Choice> kinds(SearchForm form) {
    var kind = form.typed().kind() == null ? form.kind() : form.typed().kind();
    return List.of(
        new Choice("all", "All", kind == Kind.ALL),
        new Choice("memory", "Memories", kind == Kind.MEMORY),
        new Choice("message", "Messages", kind == Kind.MESSAGE));
  }

  /**
   * @param known sites that anything was ever kept of
   * @param counts null when nothing was looked for, so that no number is shown
   */
  static List<SiteChip> sites(SearchForm form, Set<Site> known, @Nullable Map<Site, Long> counts) {
    var shown = new TreeSet<>(known);
    shown.addAll(form.allSites());
    if (counts != null) shown.addAll(counts.keySet());
    var chips = new ArrayList<SiteChip>();
    for (var site : shown) {
      var count = counts == null ? "" : Counted.grouped(counts.getOrDefault(site, 0L));
      chips.add(new SiteChip(SiteMark.of(site), count, form.allSites().contains(site)));
    }
    return chips;
  }

  static Menu saidBy(SearchForm form) {
    var role = form.typed().role() == null ? form.role() : form.typed().role();
    var choices =
        List.of(
            new Choice("", "Anyone", role == null),
            new Choice("user", "You", role == Role.USER),
            new Choice("assistant", "An assistant", role == Role.ASSISTANT));
    var chosen = choices.stream().filter(Choice::chosen).findFirst().map(Choice::label);
    var label = chosen.map(text -> text.toLowerCase(java.util.Locale.ROOT)).orElse("others");
    return new Menu("Said by: " + label, role != null, choices);
  }

  static Menu time(SearchForm form, Dates dates) {
    var choices = new ArrayList<Choice>();
    for (var period : Period.values()) {
      choices.add(
          new Choice(
              period == Period.ANY ? "" : period.wireName(),
              period.label(),
              period == form.period()));
    }
    var label = form.period() == Period.CUSTOM ? custom(form, dates) : form.period().label();
    return new Menu(label, form.period() != Period.ANY, choices);
  }

  private static String custom(SearchForm form, Dates dates) {
    var from = form.from() == null ? "" : "From " + day(form.from(), dates);
    var to = form.to() == null ? "" : "to " + day(form.to(), dates);
    var both = (from + " " + to).strip();
    return both.isEmpty() ? "Any time" : Character.toUpperCase(both.charAt(0)) + both.substring(1);
  }

  private static String day(java.time.LocalDate day, Dates dates) {
    return dates.day(day.atStartOfDay(dates.zone()).toInstant());
  }

  static List<Tag> tags(SearchForm form, Map<String, Long> counts) {
    var tags = new ArrayList<Tag>();
    counts.entrySet().stream()
        .limit(MOST_TAGS)
        .forEach(
            entry ->
                tags.add(
                    new Tag(
                        entry.getKey(),
                        Counted.grouped(entry.getValue()),
                        entry.getKey().equals(form.tag()))));
    if (form.tag() != null && tags.stream().noneMatch(Tag::chosen)) {
      tags.addFirst(new Tag(form.tag(), "0", true));
    }
    return tags;
  }

  static List<TypedChip> typed(SearchForm form) {
    return form.typed().chips().stream()
        .map(chip -> new TypedChip(chip.text(), form.addressWith(chip.without(), 1).toString()))
        .toList();
  }
}
