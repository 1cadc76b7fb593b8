package everthread.web.page;

import everthread.memory.MemoryIds;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.space.UuidText;
import everthread.web.page.markdown.FoundWords;
import java.util.Set;

/** The pane beside the results, fetched when another hit is selected. */
final class PreviewPart {
  private final Previews previews;

  PreviewPart(PageServices services) {
    this.previews = new Previews(services);
  }

  Answer message(Visit visit) {
    var query = visit.asked("q").orElse("");
    var conversation = UuidText.parse(visit.context().pathParam("conversation"));
    var message = UuidText.parse(visit.context().pathParam("message"));
    return conversation
        .flatMap(
            chat -> message.flatMap(id -> previews.message(visit, chat, id, query, words(query))))
        .<Answer>map(view -> new Answer.Part("part/preview.jte", view))
        .orElseThrow(PreviewPart::gone);
  }

  Answer memory(Visit visit) {
    var query = visit.asked("q").orElse("");
    return MemoryIds.ofWire(visit.context().pathParam("memory"))
        .flatMap(id -> previews.memory(visit, id, query, words(query)))
        .<Answer>map(view -> new Answer.Part("part/preview.jte", view))
        .orElseThrow(PreviewPart::gone);
  }

  private static FoundWords words(String query) {
    return FoundWords.of(TypedFilters.read(query).words(), Set.of());
  }

  private static ProblemException gone() {
    return new ProblemException(new Problem.NotFound("It was deleted meanwhile."));
  }
}
