package everthread.web.page;

import everthread.memory.Memory;
import everthread.memory.MemoryStore;
import everthread.memory.Validity;
import everthread.space.SpaceId;
import everthread.web.page.markdown.MessageHtml;

/** Makes badges of memories, looking up what took the place of a superseded one. Blocks. */
final class Validities {
  private final MemoryStore memories;

  Validities(MemoryStore memories) {
    this.memories = memories;
  }

  ValidityView of(SpaceId space, Memory memory, Dates dates) {
    return switch (memory.validity()) {
      case Validity.Current ignored -> ValidityView.of("current");
      case Validity.InReview ignored -> ValidityView.of("in_review");
      case Validity.Superseded old -> {
        var until = "Until " + dates.day(old.until());
        var newer =
            old.by() == null ? java.util.Optional.<Memory>empty() : memories.find(space, old.by());
        yield newer
            .map(
                by ->
                    new ValidityView(
                        "superseded",
                        until,
                        MessageHtml.plain(by.content(), 44),
                        Address.of("/memories").at(by.wireId()).toString()))
            .orElse(new ValidityView("superseded", until, "", ""));
      }
    };
  }
}
