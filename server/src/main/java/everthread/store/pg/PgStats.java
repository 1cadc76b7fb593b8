package everthread.store.pg;

import everthread.conversation.Site;
import everthread.ingest.Stats;
import everthread.ingest.Stats.Pending;
import everthread.ingest.Stats.SiteStats;
import everthread.search.SearchIndex;
import everthread.space.SpaceId;
import io.vertx.sqlclient.Row;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Counts on Postgres. Thread-safe. */
public final class PgStats implements everthread.ingest.StatsSource {
  /** $1 space. */
  private static final String COUNTS =
      """
      SELECT
        (SELECT count(*) FROM memory WHERE space_id = $1 AND hidden_at IS NULL) AS memories,
        (SELECT count(*) FROM capture WHERE space_id = $1) AS captures,
        (SELECT count(*) FROM capture WHERE space_id = $1 AND state = 'drift') AS drift,
        (SELECT count(*) FROM job WHERE space_id = $1 AND kind = 'READ' AND NOT dead) AS reading,
        (SELECT count(*) FROM job WHERE space_id = $1 AND kind = 'EXTRACT' AND NOT dead) AS extraction
      """;

  /** $1 space. */
  private static final String BY_SITE =
      """
      SELECT site, sum(conversations)::bigint AS conversations, sum(messages)::bigint AS messages,
        sum(drifting)::bigint AS drifting, max(last_capture) AS last_capture
      FROM (
        SELECT site, count(*) AS conversations, coalesce(sum(message_count), 0) AS messages,
          0 AS drifting, NULL::timestamptz AS last_capture
        FROM conversation WHERE space_id = $1 AND hidden_at IS NULL AND message_count > 0
        GROUP BY site
        UNION ALL
        SELECT site, 0, 0, count(*) FILTER (WHERE state = 'drift'), max(received_at)
        FROM capture WHERE space_id = $1 GROUP BY site
      ) AS part GROUP BY site
      """;

  private final Database database;
  private final SearchIndex index;
  private final ToLongFunction<SpaceId> indexBytes;

  public PgStats(Database database, SearchIndex index, ToLongFunction<SpaceId> indexBytes) {
    this.database = database;
    this.index = index;
    this.indexBytes = indexBytes;
  }

  @Override
  public Stats stats(SpaceId space) {
    var sites = new EnumMap<Site, SiteStats>(Site.class);
    var counts =
        database.inSpace(
            space,
            transaction -> {
              for (var row : transaction.run(BY_SITE, space.value())) {
                sites.put(Site.valueOf(row.getString("site")), site(row));
              }
              return transaction.first(row -> row, COUNTS, space.value()).orElseThrow();
            });
    return stats(space, counts, sites);
  }

  private Stats stats(SpaceId space, Row counts, Map<Site, SiteStats> sites) {
    return new Stats(
        sites.values().stream().mapToLong(SiteStats::conversations).sum(),
        sites.values().stream().mapToLong(SiteStats::messages).sum(),
        counts.getLong("memories"),
        counts.getLong("captures"),
        indexBytes.applyAsLong(space),
        counts.getLong("drift"),
        new Pending(
            counts.getLong("reading"), counts.getLong("extraction"), 0, index.pending(space)),
        sites);
  }

  private static SiteStats site(Row row) {
    return new SiteStats(
        row.getLong("conversations"),
        row.getLong("messages"),
        row.getLong("drifting"),
        Columns.instant(row, "last_capture"));
  }
}
