package everthread.web.page;

import everthread.conversation.Site;
import everthread.memory.Memory;
import everthread.memory.MemoryFilter.State;
import everthread.memory.MemoryIds;
import everthread.web.page.MemoriesView.Editing;
import everthread.web.page.MemoriesView.Tab;
import everthread.web.page.MemoriesView.TagLink;
import everthread.web.page.SearchView.Choice;
import everthread.web.page.SearchView.Menu;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The memories, by validity; one may be open for change, or a new one be written. */
final class MemoriesPage {
  private static final int MOST_TAGS = 40;

  private final PageServices services;
  private final MemoryRows rows;

  MemoriesPage(PageServices services) {
    this.services = services;
    this.rows = new MemoryRows(services.memories());
  }

  Answer show(Visit visit) {
    var edit = visit.asked("edit").flatMap(MemoryIds::ofWire).orElse(null);
    var adding = visit.asked("add").isPresent() ? new Editing("", "", "", "", "") : null;
    return page(visit, MemoryListing.of(visit.query()), 200, adding, edit, null);
  }

  /**
   * @param adding the form for a new memory, null when none is shown
   * @param edited the memory that is open for change, null when none is
   * @param editing its form when it was sent and refused, null when it is fresh
   */
  Answer.Page page(
      Visit visit,
      MemoryListing listing,
      int status,
      @Nullable Editing adding,
      @Nullable UUID edited,
      @Nullable Editing editing) {
    var listed = listing.list(visit, services);
    var memories = withNamed(visit, listing, listed.memories(), edited);
    var views = new ArrayList<MemoriesView.Row>();
    for (var memory : memories) {
      var open = memory.id().equals(edited);
      views.add(rows.row(visit, listing, memory, open ? formFor(memory, editing) : null));
    }
    var view = view(visit, listing, adding, views, listed.next());
    return new Answer.Page(status, "Memories", Nav.MEMORIES, "memories.jte", view);
  }

  private static Editing formFor(Memory memory, @Nullable Editing sent) {
    return sent == null ? MemoryRows.form(memory) : sent;
  }

  /** A memory that a link names is shown even when it is not on this page of the list. */
  private List<Memory> withNamed(
      Visit visit, MemoryListing listing, List<Memory> listed, @Nullable UUID edited) {
    var named =
        edited == null ? visit.asked("show").flatMap(MemoryIds::ofWire).orElse(null) : edited;
    if (named == null || listing.state() == State.DELETED) return listed;
    if (listed.stream().anyMatch(memory -> memory.id().equals(named))) return listed;
    var all = new ArrayList<Memory>();
    services.memories().find(visit.space(), named).ifPresent(all::add);
    all.addAll(listed);
    return all;
  }

  private MemoriesView view(
      Visit visit,
      MemoryListing listing,
      @Nullable Editing adding,
      List<MemoriesView.Row> views,
      @Nullable UUID next) {
    var counts = services.memories().counts(visit.space());
    var none = views.isEmpty() ? none(listing, counts) : new String[] {"", ""};
    return new MemoriesView(
        listing.address().toString(),
        tabs(listing, counts),
        listing.state() == null ? "" : listing.state().name().toLowerCase(java.util.Locale.ROOT),
        listing.text(),
        saidBy(listing),
        sites(listing),
        listing.tag() == null ? "" : listing.tag(),
        listing.addressFor(listing.state()).toString(),
        tags(listing, services.memories().tags(visit.space())),
        adding,
        views,
        listing.state() == State.DELETED,
        none[0],
        none[1],
        next == null ? "" : listing.address().with("after", MemoryIds.toWire(next)).toString());
  }

  private static List<Tab> tabs(MemoryListing listing, Map<State, Long> counts) {
    long all =
        counts.getOrDefault(State.CURRENT, 0L)
            + counts.getOrDefault(State.IN_REVIEW, 0L)
            + counts.getOrDefault(State.SUPERSEDED, 0L);
    return List.of(
        tab(listing, "All", null, all),
        tab(listing, "Current", State.CURRENT, counts.getOrDefault(State.CURRENT, 0L)),
        tab(listing, "In review", State.IN_REVIEW, counts.getOrDefault(State.IN_REVIEW, 0L)),
        tab(listing, "Superseded", State.SUPERSEDED, counts.getOrDefault(State.SUPERSEDED, 0L)),
        tab(listing, "Deleted just now", State.DELETED, counts.getOrDefault(State.DELETED, 0L)));
  }

  private static Tab tab(MemoryListing listing, String label, @Nullable State state, long count) {
    var link = listing.addressFor(state).with("tag", listing.tag()).toString();
    return new Tab(label, Counted.grouped(count), link, listing.state() == state);
  }

  private static Menu saidBy(MemoryListing listing) {
    var choices =
        List.of(
            new Choice("", "Anyone", listing.said().isEmpty()),
            new Choice("user", "You", listing.said().equals("user")),
            new Choice("assistant", "An assistant", listing.said().equals("assistant")),
            new Choice("hand", "Written by hand", listing.said().equals("hand")));
    var label =
        switch (listing.said()) {
          case "user" -> "Said by: you";
          case "assistant" -> "Said by: an assistant";
          case "hand" -> "Written by hand";
          default -> "Said by: anyone";
        };
    return new Menu(label, !listing.said().isEmpty(), choices);
  }

  private static Menu sites(MemoryListing listing) {
    var choices = new ArrayList<Choice>();
    choices.add(new Choice("", "Any site", listing.site() == null));
    for (var site : Site.values()) {
      choices.add(new Choice(site.wireName(), SiteMark.of(site).name(), site == listing.site()));
    }
    var label = listing.site() == null ? "Site" : SiteMark.of(listing.site()).name();
    return new Menu(label, listing.site() != null, choices);
  }

  private static List<TagLink> tags(MemoryListing listing, Map<String, Long> counts) {
    return counts.entrySet().stream()
        .limit(MOST_TAGS)
        .map(
            entry -> {
              var chosen = entry.getKey().equals(listing.tag());
              var address = listing.addressFor(listing.state());
              if (!chosen) address.with("tag", entry.getKey());
              return new TagLink(
                  entry.getKey(), Counted.grouped(entry.getValue()), address.toString(), chosen);
            })
        .toList();
  }

  private static String[] none(MemoryListing listing, Map<State, Long> counts) {
    if (listing.state() == State.DELETED) {
      return new String[] {
        "Nothing was deleted just now", "What you delete stays here for ten minutes."
      };
    }
    if (listing.narrowed()) {
      return new String[] {"No memory fits these filters", "Take one away to see more."};
    }
    if (listing.state() == State.IN_REVIEW) {
      return new String[] {"Nothing to review", "Doubtful memories wait here until you agree."};
    }
    var empty = counts.values().stream().allMatch(count -> count == 0);
    return empty
        ? new String[] {
          "No memories yet",
          "They come from what you say in your chats. You can also add one yourself."
        }
        : new String[] {"Nothing here", "Memories of this kind will stand here."};
  }
}
