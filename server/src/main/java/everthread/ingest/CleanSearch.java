package everthread.ingest;

import everthread.search.ForwardingSearch;
import everthread.search.Hit;
import everthread.search.Hits;
import everthread.search.Query;
import everthread.search.SearchIndex;
import everthread.space.SpaceId;
import java.util.List;

/** A search whose hits are without secrets, whenever they were indexed. Thread-safe. */
public final class CleanSearch extends ForwardingSearch {
  private final CleanText clean;

  public CleanSearch(SearchIndex index, CleanText clean) {
    super(index);
    this.clean = clean;
  }

  @Override
  public Hits search(SpaceId space, Query query) {
    var found = super.search(space, query);
    return new Hits(
        found.hits().stream().map(this::hit).toList(),
        found.total(),
        found.bySite(),
        found.byKind(),
        clean.orNull(found.suggestion()),
        found.notice(),
        found.near());
  }

  private Hit hit(Hit hit) {
    return new Hit(
        hit.kind(),
        hit.id(),
        hit.score(),
        clean.clean(hit.text()),
        snippet(hit.snippet()),
        clean.orNull(hit.title()),
        hit.site(),
        hit.role(),
        clean.orNull(hit.author()),
        hit.saidAt(),
        hit.conversationId(),
        clean.orNull(hit.url()),
        hit.tags().stream().map(clean::clean).toList(),
        hit.state(),
        hit.sources());
  }

  /** A mark may cut a secret in two: then the snippet is shown without marks. */
  private List<Hit.Piece> snippet(List<Hit.Piece> pieces) {
    var whole = new StringBuilder();
    for (var piece : pieces) whole.append(piece.text());
    var text = whole.toString();
    var cleaned = clean.clean(text);
    return cleaned.equals(text) ? pieces : List.of(new Hit.Piece(cleaned, false));
  }
}
