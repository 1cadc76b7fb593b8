package everthread.web.page;

import everthread.conversation.Site;
import everthread.memory.MemoryIds;
import everthread.memory.MemoryStore;
import everthread.search.Hit;
import everthread.search.Hit.Piece;
import everthread.web.page.SearchView.HitView;
import everthread.web.page.markdown.FoundWords;
import everthread.web.page.markdown.MessageHtml;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the list's entries of hits. Blocks. */
final class HitViews {
  private static final Pattern MARKS =
      Pattern.compile("```\\w*|`|\\*\\*|(?<=^|\\s)#{1,6}(?=\\s)|(?<=^|\\s)\\|(?=\\s|$)");

  private final MemoryStore memories;
  private final Validities validities;

  HitViews(MemoryStore memories) {
    this.memories = memories;
    this.validities = new Validities(memories);
  }

  HitView of(Visit visit, Hit hit, String query) {
    var words = words(hit, query);
    return hit.kind() == Hit.Kind.MEMORY
        ? memory(visit, hit, words, query)
        : message(visit, hit, words, query);
  }

  /** The words of the query and the forms of them that the index found. */
  static FoundWords words(Hit hit, String query) {
    var found = new LinkedHashSet<String>();
    for (var piece : hit.snippet()) if (piece.found()) found.add(piece.text());
    return FoundWords.of(query, found);
  }

  private HitView message(Visit visit, Hit hit, FoundWords words, String query) {
    var title = hit.title() == null || hit.title().isBlank() ? "Without a title" : hit.title();
    var conversation = hit.conversationId();
    var link = conversation == null ? "" : messageLink(conversation.toString(), hit, query);
    var preview = Address.of("/preview/messages/" + conversation + "/" + hit.id()).with("q", query);
    return new HitView(
        "hit-" + hit.id(),
        false,
        null,
        Speakers.wrote(hit.role(), hit.site(), hit.author()),
        SiteMark.of(hit.site()),
        visit.dates().day(hit.saidAt()),
        words.in(title),
        snippet(hit),
        hit.tags(),
        link,
        preview.toString(),
        SafeLink.of(hit.url()),
        copy(visit, hit, title),
        Languages.of(hit.text()));
  }

  private static List<Piece> snippet(Hit hit) {
    return hit.snippet().stream()
        .map(piece -> new Piece(MessageHtml.withoutSecrets(plain(piece.text())), piece.found()))
        .toList();
  }

  /** A snippet is read at a glance: Markdown's fences, stars and heading marks only disturb it. */
  private static String plain(String markdown) {
    return MARKS.matcher(markdown).replaceAll("");
  }

  private static String messageLink(String conversation, Hit hit, String query) {
    return Address.of("/conversations/" + conversation)
        .with("q", query)
        .with("at", hit.id().toString())
        .at("m-" + hit.id())
        .toString();
  }

  private HitView memory(Visit visit, Hit hit, FoundWords words, String query) {
    var wireId = MemoryIds.toWire(hit.id());
    var preview = Address.of("/preview/memories/" + wireId).with("q", query);
    return new HitView(
        "hit-" + wireId,
        true,
        validity(visit, hit),
        Speakers.said(hit.role(), hit.site(), hit.author()),
        SiteMark.of(hit.site()),
        visit.dates().day(hit.saidAt()),
        whole(hit, words),
        List.of(),
        hit.tags(),
        Address.of("/memories").with("show", wireId).at(wireId).toString(),
        preview.toString(),
        SafeLink.of(hit.url()),
        copy(visit, hit, hit.title()),
        Languages.of(hit.text()));
  }

  /** A memory is shown whole; the index's marks serve where they cover it. */
  private static List<Piece> whole(Hit hit, FoundWords words) {
    var marked = String.join("", hit.snippet().stream().map(Piece::text).toList());
    return marked.equals(hit.text()) ? hit.snippet() : words.in(hit.text());
  }

  private ValidityView validity(Visit visit, Hit hit) {
    var state = hit.state() == null ? "current" : hit.state();
    if (!state.equals("superseded")) return ValidityView.of(state);
    return memories
        .find(visit.space(), hit.id())
        .map(memory -> validities.of(visit.space(), memory, visit.dates()))
        .orElse(ValidityView.of(state));
  }

  private static String copy(Visit visit, Hit hit, @Nullable String title) {
    var source = hit.site() == Site.OTHER ? "by hand" : hit.site().displayName();
    var where = title == null ? source : source + ", “" + title + "”";
    var link = SafeLink.of(hit.url());
    var text = hit.text() + "\n\n" + where + ", " + visit.dates().day(hit.saidAt());
    return link.isEmpty() ? text : text + "\n" + link;
  }
}
