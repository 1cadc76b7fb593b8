package everthread.search;

import everthread.conversation.Site;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param hits best first
 * @param total how many match in all; exact up to 10,000, a lower bound above
 * @param bySite how many match on each site if the site filter were lifted, only sites with any
 * @param byKind how many match of each kind if the kind filter were lifted
 * @param suggestion another spelling that finds something, null when there is none or it is not
 *     needed
 * @param notice a sentence on how the text was understood when an operator could not be taken as
 *     written, such as a quote that is never closed; null otherwise
 * @param near whether one of them is near in meaning, more than chance would have it; false where
 *     nothing was asked of meaning
 */
public record Hits(
    List<Hit> hits,
    long total,
    Map<Site, Long> bySite,
    Map<Hit.Kind, Long> byKind,
    @Nullable String suggestion,
    @Nullable String notice,
    boolean near) {
  public Hits {
    hits = List.copyOf(hits);
    bySite = Map.copyOf(bySite);
    byKind = Map.copyOf(byKind);
  }
}
