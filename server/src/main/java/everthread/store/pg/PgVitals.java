package everthread.store.pg;

import everthread.problem.ProblemException;
import everthread.space.SpaceId;
import everthread.vitals.DatabaseFacts;
import everthread.vitals.DatabaseVitals;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Postgres as it tells of itself, asked by the role that serves requests. Thread-safe. */
public final class PgVitals implements DatabaseVitals {
  private static final String ANSWERS = "SELECT EXISTS (SELECT FROM job) AS any_job";

  private static final String MIGRATED =
      """
      SELECT count(to_regclass(name)) = 6 AS there
      FROM unnest(ARRAY['space', 'capture', 'message', 'memory', 'job', 'message_vector'])
        AS wanted (name)
      """;

  private static final List<String> SETTINGS =
      List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums");

  private static final String FACTS =
      """
      SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
        pg_database_size(current_database()) AS bytes, pg_postmaster_start_time() AS started_at,
        current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit,
        current_setting('full_page_writes') AS full_page_writes,
        current_setting('data_checksums') AS data_checksums, xact_commit, xact_rollback
      FROM pg_stat_database WHERE datname = current_database()
      """;

  private static final String POSITIONS = "SELECT space_id, feed_position FROM space";

  private final Database database;

  public PgVitals(Database database) {
    this.database = database;
  }

  @Override
  public boolean answers() {
    try {
      return database.asWorker(
          transaction -> transaction.first(row -> true, ANSWERS).orElse(false));
    } catch (ProblemException away) {
      return false;
    }
  }

  /** Whether the tables are those of this version: the migrations ran to their end at the start. */
  public boolean isMigrated() {
    return database.asWorker(
        transaction -> transaction.first(row -> row.getBoolean("there"), MIGRATED).orElse(false));
  }

  @Override
  public DatabaseFacts facts() {
    return database.asWorker(
        transaction -> transaction.first(PgVitals::facts, FACTS).orElseThrow());
  }

  private static DatabaseFacts facts(Row row) {
    var settings = new LinkedHashMap<String, String>();
    for (var setting : SETTINGS) settings.put(setting, row.getString(setting));
    return new DatabaseFacts(
        row.getString("version"),
        row.getLong("bytes"),
        Columns.time(row, "started_at"),
        settings,
        row.getLong("xact_commit"),
        row.getLong("xact_rollback"));
  }

  @Override
  public Map<SpaceId, Long> feedPositions() {
    var positions = new HashMap<SpaceId, Long>();
    for (var row : database.asWorker(transaction -> transaction.run(POSITIONS))) {
      positions.put(new SpaceId(row.getUUID("space_id")), row.getLong("feed_position"));
    }
    return positions;
  }
}
