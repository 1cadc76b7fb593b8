package everthread.store.pg;

import everthread.conversation.Site;
import everthread.feed.ChangeFeed;
import everthread.ingest.MeaningState;
import everthread.ingest.Stats;
import everthread.ingest.Stats.Pending;
import everthread.ingest.Stats.SiteStats;
import everthread.search.SearchIndex;
import everthread.space.SpaceId;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Counts on Postgres. Thread-safe. */
public final class PgStats implements everthread.ingest.StatsSource {
  /** $1 space: what changes without a word in the feed. */
  private static final String QUEUES =
      """
      SELECT
        (SELECT count(*) FROM job WHERE space_id = $1 AND kind = 'READ' AND NOT dead) AS reading,
        (SELECT count(*) FROM job WHERE space_id = $1 AND kind = 'EXTRACT' AND NOT dead) AS extraction
      """;

  /** $1 space. */
  private static final String MEMORIES =
      "SELECT count(*) AS memories FROM memory WHERE space_id = $1 AND hidden_at IS NULL";

  /** $1 space. */
  private static final String CONVERSATIONS =
      """
      SELECT site, count(*) AS conversations, coalesce(sum(message_count), 0)::bigint AS messages
      FROM conversation WHERE space_id = $1 AND hidden_at IS NULL AND message_count > 0
      GROUP BY site
      """;

  /** $1 space: each part is answered by an index alone. */
  private static final String CAPTURES =
      """
      SELECT site, captures, last_capture, coalesce(drifting, 0) AS drifting
      FROM (SELECT site, count(*) AS captures, max(received_at) AS last_capture
            FROM capture WHERE space_id = $1 GROUP BY site) AS all_of_site
      LEFT JOIN (SELECT site, count(*) AS drifting
            FROM capture WHERE space_id = $1 AND state = 'drift' GROUP BY site) AS drift USING (site)
      """;

  /** What conversations and memories come to. */
  private record Kept(Map<Site, SiteStats> sites, long memories) {}

  /** What captures and jobs come to. */
  private record Passing(
      Map<Site, SiteStats> sites, long captures, long drift, long reading, long extraction) {}

  private final Database database;
  private final SearchIndex index;
  private final ToLongFunction<SpaceId> indexBytes;
  private final Function<SpaceId, MeaningState> meaning;
  private final KeptUntilChange<Kept> kept;

  public PgStats(
      Database database,
      ChangeFeed feed,
      SearchIndex index,
      ToLongFunction<SpaceId> indexBytes,
      Function<SpaceId, MeaningState> meaning) {
    this.database = database;
    this.index = index;
    this.indexBytes = indexBytes;
    this.meaning = meaning;
    this.kept = new KeptUntilChange<>(feed);
  }

  @Override
  public Stats stats(SpaceId space) {
    var there = kept.of(space, () -> database.inSpace(space, open -> kept(open, space)));
    var passing = database.inSpace(space, open -> passing(open, space));
    var sites = new EnumMap<Site, SiteStats>(Site.class);
    sites.putAll(there.sites());
    passing.sites().forEach((site, part) -> sites.merge(site, part, PgStats::sum));
    return new Stats(
        sites.values().stream().mapToLong(SiteStats::conversations).sum(),
        sites.values().stream().mapToLong(SiteStats::messages).sum(),
        there.memories(),
        passing.captures(),
        indexBytes.applyAsLong(space),
        passing.drift(),
        new Pending(
            passing.reading(),
            passing.extraction(),
            meaning.apply(space).pending(),
            index.pending(space)),
        sites);
  }

  @Override
  public MeaningState meaning(SpaceId space) {
    return meaning.apply(space);
  }

  /** The first has what is kept, the second what passes through. */
  private static SiteStats sum(SiteStats kept, SiteStats passing) {
    return new SiteStats(
        kept.conversations(), kept.messages(), passing.drifting(), passing.lastCaptureAt());
  }

  private static Kept kept(Transaction transaction, SpaceId space) {
    var sites = new EnumMap<Site, SiteStats>(Site.class);
    for (var row : transaction.run(CONVERSATIONS, space.value())) {
      sites.put(
          Site.valueOf(row.getString("site")),
          new SiteStats(row.getLong("conversations"), row.getLong("messages"), 0, null));
    }
    long memories =
        transaction.first(row -> row.getLong("memories"), MEMORIES, space.value()).orElse(0L);
    return new Kept(sites, memories);
  }

  private static Passing passing(Transaction transaction, SpaceId space) {
    var sites = new EnumMap<Site, SiteStats>(Site.class);
    long captures = 0;
    long drift = 0;
    for (var row : transaction.run(CAPTURES, space.value())) {
      captures += row.getLong("captures");
      drift += row.getLong("drifting");
      sites.put(
          Site.valueOf(row.getString("site")),
          new SiteStats(0, 0, row.getLong("drifting"), Columns.instant(row, "last_capture")));
    }
    var queues = transaction.first(row -> row, QUEUES, space.value()).orElseThrow();
    return new Passing(
        sites, captures, drift, queues.getLong("reading"), queues.getLong("extraction"));
  }
}
