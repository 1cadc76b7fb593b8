package everthread.web.page;

import everthread.memory.Memory;
import everthread.memory.MemoryStore;
import everthread.memory.Validity;
import everthread.web.page.MemoriesView.Editing;
import everthread.web.page.MemoriesView.Row;
import everthread.web.page.MemoriesView.TagLink;
import everthread.web.page.markdown.FoundWords;
import everthread.web.page.markdown.MessageHtml;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the rows of the memories page. Blocks. */
final class MemoryRows {
  private static final int QUOTE = 280;

  private final Validities validities;

  MemoryRows(MemoryStore memories) {
    this.validities = new Validities(memories);
  }

  Row row(Visit visit, MemoryListing listing, Memory memory, @Nullable Editing editing) {
    var inReview = memory.validity() instanceof Validity.InReview;
    var from = memory.provenance();
    var quote = inReview && from != null ? MessageHtml.plain(from.quote(), QUOTE) : "";
    var id = memory.wireId();
    return new Row(
        id,
        FoundWords.of(listing.text(), Set.of()).in(memory.content()),
        quote,
        validities.of(visit.space(), memory, visit.dates()),
        Speakers.said(memory),
        SiteMark.of(memory.site()),
        visit.dates().day(memory.saidAt()),
        source(memory),
        memory.evidence() > 1 ? "in " + Counted.grouped(memory.evidence()) + " messages" : "",
        memory.tags().stream().map(tag -> tag(listing, tag)).toList(),
        listing.address().with("edit", id).at(id).toString(),
        inReview,
        visit.asked("show").filter(id::equals).isPresent(),
        Languages.of(memory.content()),
        editing);
  }

  private static TagLink tag(MemoryListing listing, String tag) {
    var link = listing.addressFor(listing.state()).with("tag", tag).toString();
    return new TagLink(tag, "", link, tag.equals(listing.tag()));
  }

  private static String source(Memory memory) {
    var from = memory.provenance();
    if (from == null) return "";
    return Address.of("/conversations/" + from.conversationId())
        .with("at", from.messageId().toString())
        .at("m-" + from.messageId())
        .toString();
  }

  /** The form as it stands when a memory is opened for change. */
  static Editing form(Memory memory) {
    return new Editing(
        memory.content(), String.join(", ", memory.tags()), memory.updatedAt().toString(), "", "");
  }
}
