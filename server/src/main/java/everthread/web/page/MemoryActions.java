package everthread.web.page;

import everthread.conversation.Site;
import everthread.memory.MemoryChange;
import everthread.memory.MemoryIds;
import everthread.memory.NewMemory;
import everthread.memory.Validity;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.web.page.MemoriesView.Editing;
import everthread.web.page.Toast.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;

/** What the buttons of the memories page do. */
final class MemoryActions {
  private static final int LONGEST = 8_000;
  private static final int MOST_TAGS = 20;
  private static final int LONGEST_TAG = 60;

  private final PageServices services;
  private final MemoriesPage page;

  MemoryActions(PageServices services) {
    this.services = services;
    this.page = new MemoriesPage(services);
  }

  Answer add(Visit visit) {
    var text = visit.posted("content").orElse("");
    var mistake = mistake(text);
    if (!mistake.isEmpty()) {
      var form = new Editing(text, visit.posted("tags").orElse(""), "", "", mistake);
      return page.page(visit, listing(visit), 422, form, null, null);
    }
    var memory = NewMemory.written(text, null, tags(visit), Map.of(), Site.OTHER);
    services.memories().add(visit.space(), List.of(memory));
    return new Answer.SeeOther(here(visit), Toast.of(Kind.MEMORY_ADDED));
  }

  /** Refuses to overwrite what was changed elsewhere since the form was opened. */
  Answer save(Visit visit) {
    var id = id(visit);
    var now = services.memories().find(visit.space(), id).orElseThrow(MemoryActions::gone);
    var text = visit.posted("content").orElse("");
    var mistake = mistake(text);
    var changed = !now.updatedAt().toString().equals(visit.posted("seen").orElse(""));
    if (!mistake.isEmpty() || changed) {
      var form =
          new Editing(
              text,
              visit.posted("tags").orElse(""),
              now.updatedAt().toString(),
              changed ? now.content() : "",
              mistake);
      return page.page(visit, listing(visit), changed ? 409 : 422, null, id, form);
    }
    var change = new MemoryChange(text, null, tags(visit), null, null);
    var saved = services.memories().update(visit.space(), id, change);
    return new Answer.SeeOther(
        here(visit), Toast.of(saved.isPresent() ? Kind.MEMORY_SAVED : Kind.GONE));
  }

  /** Agrees to a doubtful memory, or says that a superseded one holds after all. */
  Answer keep(Visit visit) {
    var before = services.memories().find(visit.space(), id(visit));
    var change = new MemoryChange(null, null, null, null, new Validity.Current(null));
    var kept = services.memories().update(visit.space(), id(visit), change);
    if (kept.isEmpty()) return new Answer.SeeOther(here(visit), Toast.of(Kind.GONE));
    boolean again = before.filter(it -> it.validity() instanceof Validity.Superseded).isPresent();
    return new Answer.SeeOther(
        here(visit), Toast.of(again ? Kind.MEMORY_HOLDS_AGAIN : Kind.MEMORY_KEPT));
  }

  Answer dismiss(Visit visit) {
    return each(visit, List.of(id(visit)), services.memories()::hide, Kind.MEMORY_DISMISSED);
  }

  Answer delete(Visit visit) {
    return each(visit, List.of(id(visit)), services.memories()::hide, Kind.MEMORY_DELETED);
  }

  Answer deleteSelected(Visit visit) {
    return each(visit, ids(visit), services.memories()::hide, Kind.MEMORY_DELETED);
  }

  Answer restore(Visit visit) {
    return each(visit, ids(visit), services.memories()::restore, Kind.MEMORY_RESTORED);
  }

  private Answer each(
      Visit visit, List<UUID> ids, BiPredicate<everthread.space.SpaceId, UUID> action, Kind kind) {
    var done = new ArrayList<String>();
    for (var id : ids) if (action.test(visit.space(), id)) done.add(MemoryIds.toWire(id));
    if (ids.isEmpty()) return Answer.seeOther(here(visit));
    return new Answer.SeeOther(
        here(visit), done.isEmpty() ? Toast.of(Kind.GONE) : Toast.of(kind, done));
  }

  private static String mistake(String text) {
    if (text.isBlank()) return "A memory needs words. Nothing was changed.";
    return text.length() > LONGEST
        ? "That is longer than " + Counted.grouped(LONGEST) + " characters. Nothing was changed."
        : "";
  }

  private static List<String> tags(Visit visit) {
    return Arrays.stream(visit.posted("tags").orElse("").split("[,\\s]+"))
        .map(tag -> tag.startsWith("#") ? tag.substring(1) : tag)
        .filter(tag -> !tag.isBlank() && tag.length() <= LONGEST_TAG)
        .distinct()
        .limit(MOST_TAGS)
        .toList();
  }

  private static List<UUID> ids(Visit visit) {
    return visit.form().getAll("id").stream()
        .flatMap(text -> MemoryIds.ofWire(text).stream())
        .distinct()
        .toList();
  }

  private static UUID id(Visit visit) {
    return MemoryIds.ofWire(visit.context().pathParam("id")).orElseThrow(MemoryActions::gone);
  }

  private static String here(Visit visit) {
    var back = Address.oursOr(visit.posted("back").orElse(null), "/memories");
    return back.startsWith("/memories") || back.startsWith("/conversations/") ? back : "/memories";
  }

  /** The list that the form was on. */
  private static MemoryListing listing(Visit visit) {
    return MemoryListing.of(Address.query(here(visit)));
  }

  private static ProblemException gone() {
    return new ProblemException(new Problem.NotFound("This memory was deleted meanwhile."));
  }
}
