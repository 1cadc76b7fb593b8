package everthread.store.pg;

import everthread.space.Holder;
import everthread.space.Ids;
import everthread.space.Key;
import everthread.space.KeyStore;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.SpaceId;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keys on Postgres. Thread-safe. */
public final class PgKeyStore implements KeyStore {
  private static final String COLUMNS =
      "id, name, hint, home_space_id, scopes, created_at, expires_at, last_used_at";

  /**
   * $1 id, $2 person, $3 home, $4 hash, $5 hint, $6 name, $7 scopes, $8 expiry, $9 browser, $10
   * version.
   */
  private static final String INSERT =
      """
      INSERT INTO access_key (id, person_id, home_space_id, secret_hash, hint, name, scopes,
        expires_at, browser_name, extension_version)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING\s"""
          + COLUMNS;

  /** $1 person. */
  private static final String LIST =
      "SELECT "
          + COLUMNS
          + " FROM access_key WHERE person_id = $1 AND revoked_at IS NULL AND grant_id IS NULL"
          + " ORDER BY id DESC";

  /** $1 person, $2 id. */
  private static final String REVOKE =
      """
      UPDATE access_key SET revoked_at = now()
      WHERE person_id = $1 AND id = $2 AND revoked_at IS NULL AND grant_id IS NULL
      """;

  /** $1 hash. */
  private static final String FIND =
      """
      SELECT id, person_id, home_space_id, scopes, audience,
        extract(epoch FROM expires_at - now())::float8 AS seconds_left, array(
          SELECT space_id FROM key_space WHERE key_id = access_key.id) AS spaces,
        last_used_at IS NULL OR last_used_at < now() - interval '1 minute' AS stale
      FROM access_key
      WHERE secret_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
      """;

  /** $1 hash: goes on as the person that the key belongs to; as nobody when it is no good. */
  private static final String ENTER_AS_HOLDER =
      """
      SELECT set_config('everthread.person', coalesce((
          SELECT person_id::text FROM access_key
          WHERE secret_hash = $1 AND revoked_at IS NULL
            AND (expires_at IS NULL OR expires_at > now())), ''), true)
      """;

  private static final String SPACES_OF_HOLDER =
      "SELECT space_id FROM space_member WHERE person_id = current_person()";

  /** $1 hash. */
  private static final String USED =
      "UPDATE access_key SET last_used_at = now() WHERE secret_hash = $1";

  private static final GroupCommit.Limits TOGETHER = new GroupCommit.Limits(1000, 0, 1);

  private static final Duration WITHOUT_END = Duration.ofDays(36_500);

  private final Database database;
  private final @Nullable RecentHolders recent;
  private final GroupCommit<String, byte[], Optional<Holder>> looks =
      new GroupCommit<>(
          TOGETHER, (hex, hashes) -> Collections.nCopies(hashes.size(), find(hashes.getFirst())));

  /** Keys that other servers may change as well: each look asks the database. */
  public PgKeyStore(Database database) {
    this(database, null);
  }

  private PgKeyStore(Database database, @Nullable RecentHolders recent) {
    this.database = database;
    this.recent = recent;
  }

  /** Keys that only this process changes, through this database. */
  public static PgKeyStore writtenHereOnly(Database database) {
    return new PgKeyStore(
        database, new RecentHolders(database::credentialChanges, System::nanoTime));
  }

  @Override
  public Made make(Principal by, String name, Set<Scope> scopes, @Nullable Instant expiresAt) {
    var secret = Secrets.key();
    var draft = new Draft(name, scopes, expiresAt, null, null);
    return database.asPerson(
        by.person(),
        by.space(),
        transaction -> insert(transaction, by.person(), by.space(), secret, draft));
  }

  /** A key to be written; browser and version only for a paired browser's. */
  record Draft(
      String name,
      Set<Scope> scopes,
      @Nullable Instant expiresAt,
      @Nullable String browser,
      @Nullable String version) {}

  static Made insert(
      Transaction transaction, UUID person, SpaceId home, String secret, Draft draft) {
    var key =
        transaction
            .first(
                PgKeyStore::key,
                INSERT,
                Ids.next(),
                person,
                home.value(),
                Buffer.buffer(Secrets.hash(secret)),
                secret.substring(0, 7),
                draft.name(),
                draft.scopes().stream().map(Scope::wireName).sorted().toArray(String[]::new),
                Columns.of(draft.expiresAt()),
                draft.browser(),
                draft.version())
            .orElseThrow();
    return new Made(key, secret);
  }

  @Override
  public List<Key> list(Principal by) {
    return database.asPerson(
        by.person(),
        by.space(),
        transaction -> transaction.list(PgKeyStore::key, LIST, by.person()));
  }

  @Override
  public boolean revoke(Principal by, UUID key) {
    return database.asPerson(
            by.person(), by.space(), transaction -> transaction.change(REVOKE, by.person(), key))
        > 0;
  }

  /** Those who ask for a key at the same time share a look that begins after each has asked. */
  @Override
  public Optional<Holder> find(String secret) {
    var hash = Secrets.hash(secret);
    var hex = HexFormat.of().formatHex(hash);
    var known = recent == null ? Optional.<Holder>empty() : recent.of(hex);
    return known.isPresent() ? known : looks.submit(hex, hash, 1, 0);
  }

  private Optional<Holder> find(byte[] hash) {
    long before = recent == null ? 0 : recent.before();
    var found = database.readWithCredential(hash, flight -> look(flight, hash));
    if (found.map(FoundKey::stale).orElse(false)) {
      database.withCredential(hash, transaction -> transaction.change(USED, Buffer.buffer(hash)));
    }
    if (recent != null && found.isPresent()) {
      var key = found.get();
      recent.remember(HexFormat.of().formatHex(hash), key.holder(), before, key.left());
    }
    return found.map(FoundKey::holder);
  }

  /** The key, and its person's spaces, which one with scope admin may use all. */
  private static Supplier<Optional<FoundKey>> look(Flight flight, byte[] hash) {
    var key = flight.send(FIND, Buffer.buffer(hash));
    var unused = flight.send(ENTER_AS_HOLDER, Buffer.buffer(hash));
    var spaces = flight.send(SPACES_OF_HOLDER);
    return () -> {
      var rows = key.result().iterator();
      if (!rows.hasNext()) return Optional.empty();
      var found = FoundKey.of(rows.next());
      return Optional.of(found.withAllOfAdmin(spaces.result()));
    };
  }

  private record FoundKey(Holder holder, boolean stale, Duration left) {
    FoundKey withAllOfAdmin(Iterable<Row> spacesOfPerson) {
      if (!holder.scopes().contains(Scope.ADMIN)) return this;
      var spaces = new HashSet<>(holder.spaces());
      for (var row : spacesOfPerson) spaces.add(new SpaceId(row.getUUID("space_id")));
      return new FoundKey(
          new Holder(holder.person(), holder.credential(), holder.home(), holder.scopes(), spaces),
          stale,
          left);
    }

    static FoundKey of(Row row) {
      var home = new SpaceId(row.getUUID("home_space_id"));
      var spaces = new HashSet<SpaceId>();
      spaces.add(home);
      for (var space : row.getArrayOfUUIDs("spaces")) spaces.add(new SpaceId(space));
      var holder =
          new Holder(
              row.getUUID("person_id"),
              row.getUUID("id"),
              home,
              scopes(row),
              spaces,
              row.getString("audience"));
      return new FoundKey(holder, row.getBoolean("stale"), stillGood(row));
    }
  }

  private static Duration stillGood(Row row) {
    var seconds = row.getDouble("seconds_left");
    return seconds == null ? WITHOUT_END : Duration.ofMillis((long) (seconds * 1000));
  }

  private static Key key(Row row) {
    return new Key(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("hint"),
        new SpaceId(row.getUUID("home_space_id")),
        scopes(row),
        Columns.time(row, "created_at"),
        Columns.instant(row, "expires_at"),
        Columns.instant(row, "last_used_at"));
  }

  private static Set<Scope> scopes(Row row) {
    var scopes = new LinkedHashSet<Scope>();
    for (var name : Columns.texts(row, "scopes")) Scope.ofWireName(name).ifPresent(scopes::add);
    return scopes;
  }
}
