package everthread.store.pg;

import everthread.space.Holder;
import everthread.space.Ids;
import everthread.space.Scope;
import everthread.space.SessionStore;
import everthread.space.SpaceId;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Browser sessions on Postgres. Thread-safe. */
public final class PgSessionStore implements SessionStore {
  /** $1 hash, $2 person. */
  private static final String ADD_CODE =
      """
      INSERT INTO one_time_code (code_hash, kind, person_id, expires_at)
      VALUES ($1, 'sign_in', $2, now() + interval '10 minutes')
      """;

  /** $1 hash. */
  private static final String USE_CODE =
      """
      DELETE FROM one_time_code WHERE code_hash = $1 AND kind = 'sign_in' AND expires_at > now()
      RETURNING person_id
      """;

  /** $1 cookie's hash, $2 id, $3 person, $4 csrf. */
  private static final String BEGIN =
      """
      INSERT INTO web_session (cookie_hash, id, person_id, csrf, expires_at)
      VALUES ($1, $2, $3, $4, now() + interval '30 days')
      RETURNING id, person_id, csrf, expires_at
      """;

  /** $1 cookie's hash: in use it lasts on, moved forward at most once a day. */
  private static final String FIND =
      """
      UPDATE web_session SET expires_at = CASE WHEN expires_at < now() + interval '29 days'
        THEN now() + interval '30 days' ELSE expires_at END
      WHERE cookie_hash = $1 AND expires_at > now()
      RETURNING id, person_id, csrf, expires_at
      """;

  /** $1 cookie's hash. */
  private static final String END = "DELETE FROM web_session WHERE cookie_hash = $1";

  /** $1 person. */
  private static final String SPACES =
      "SELECT space_id, home FROM space_member WHERE person_id = $1 ORDER BY home DESC, space_id";

  private static final UUID NOWHERE = new UUID(0, 0);

  private final Database database;

  public PgSessionStore(Database database) {
    this.database = database;
  }

  @Override
  public String signInCode(UUID person) {
    var code = Secrets.token();
    database.asPerson(
        person,
        new SpaceId(NOWHERE),
        transaction -> transaction.change(ADD_CODE, Buffer.buffer(Secrets.hash(code)), person));
    return code;
  }

  @Override
  public Optional<Begun> redeem(String code) {
    var hash = Secrets.hash(code);
    return database
        .withCredential(
            hash,
            transaction ->
                transaction.first(row -> row.getUUID("person_id"), USE_CODE, Buffer.buffer(hash)))
        .map(this::begin);
  }

  @Override
  public Begun begin(Holder holder) {
    return begin(holder.person());
  }

  private Begun begin(UUID person) {
    var cookie = Secrets.token();
    var session =
        database.asPerson(
            person,
            new SpaceId(NOWHERE),
            transaction ->
                transaction
                    .first(
                        Found::of,
                        BEGIN,
                        Buffer.buffer(Secrets.hash(cookie)),
                        Ids.next(),
                        person,
                        Secrets.token())
                    .orElseThrow());
    return new Begun(session(session), cookie);
  }

  @Override
  public Optional<Session> find(String cookie) {
    var hash = Secrets.hash(cookie);
    return database
        .withCredential(
            hash, transaction -> transaction.first(Found::of, FIND, Buffer.buffer(hash)))
        .map(this::session);
  }

  @Override
  public void end(String cookie) {
    var hash = Secrets.hash(cookie);
    database.withCredential(hash, transaction -> transaction.change(END, Buffer.buffer(hash)));
  }

  private record Found(UUID id, UUID person, String csrf, Instant expiresAt) {
    static Found of(Row row) {
      return new Found(
          row.getUUID("id"),
          row.getUUID("person_id"),
          row.getString("csrf"),
          Columns.time(row, "expires_at"));
    }
  }

  private Session session(Found found) {
    var spaces = new HashSet<SpaceId>();
    @Nullable SpaceId home = null;
    var rows =
        database.asPerson(
            found.person(),
            new SpaceId(NOWHERE),
            transaction -> transaction.run(SPACES, found.person()));
    for (var row : rows) {
      var space = new SpaceId(row.getUUID("space_id"));
      if (home == null) home = space;
      spaces.add(space);
    }
    if (home == null) throw new IllegalStateException("a person without a space");
    var holder =
        new Holder(found.person(), found.id(), home, Set.of(Scope.values()), Set.copyOf(spaces));
    return new Session(holder, found.csrf(), found.expiresAt());
  }
}
