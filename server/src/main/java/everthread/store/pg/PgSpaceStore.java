package everthread.store.pg;

import everthread.space.Ids;
import everthread.space.Principal;
import everthread.space.Space;
import everthread.space.SpaceId;
import everthread.space.SpaceStore;
import io.vertx.sqlclient.Row;
import java.util.List;

/** Spaces on Postgres. Thread-safe. */
public final class PgSpaceStore implements SpaceStore {
  /** $1 id, $2 name. */
  private static final String INSERT =
      "INSERT INTO space (space_id, name) VALUES ($1, $2) RETURNING space_id, name, created_at";

  /** $1 space, $2 person. */
  private static final String JOIN =
      "INSERT INTO space_member (space_id, person_id) VALUES ($1, $2)";

  /** $1 space, $2 key. */
  private static final String ALLOW = "INSERT INTO key_space (space_id, key_id) VALUES ($1, $2)";

  /** $1 person, $2 key or null for all of the person's, $3 current. */
  private static final String LIST =
      """
      SELECT s.space_id, s.name, s.created_at FROM space s
      JOIN space_member m ON m.space_id = s.space_id AND m.person_id = $1
      WHERE $2::uuid IS NULL OR s.space_id = $3
        OR EXISTS (SELECT FROM key_space k WHERE k.space_id = s.space_id AND k.key_id = $2)
        OR EXISTS (SELECT FROM access_key a WHERE a.id = $2
                   AND (a.home_space_id = s.space_id OR 'admin' = ANY(a.scopes)))
      ORDER BY s.space_id <> $3, m.home DESC, s.space_id
      """;

  private final Database database;

  public PgSpaceStore(Database database) {
    this.database = database;
  }

  @Override
  public Space create(Principal by, String name) {
    var id = new SpaceId(Ids.next());
    return database.asPerson(
        by.person(),
        id,
        transaction -> {
          var space =
              transaction.first(PgSpaceStore::space, INSERT, id.value(), name).orElseThrow();
          transaction.run(JOIN, id.value(), by.person());
          if (by.key() != null) transaction.run(ALLOW, id.value(), by.key());
          return space;
        });
  }

  @Override
  public List<Space> list(Principal by) {
    return database.asPerson(
        by.person(),
        by.space(),
        transaction ->
            transaction.list(PgSpaceStore::space, LIST, by.person(), by.key(), by.space().value()));
  }

  private static Space space(Row row) {
    return new Space(
        new SpaceId(row.getUUID("space_id")),
        row.getString("name"),
        Columns.time(row, "created_at"));
  }
}
