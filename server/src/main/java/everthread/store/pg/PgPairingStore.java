package everthread.store.pg;

import everthread.space.PairingStore;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.SpaceId;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Pairing codes and paired browsers on Postgres. Thread-safe. */
public final class PgPairingStore implements PairingStore {
  /** $1 hash, $2 person, $3 space. */
  private static final String ADD_CODE =
      """
      INSERT INTO one_time_code (code_hash, kind, person_id, space_id, expires_at)
      VALUES ($1, 'pairing', $2, $3, now() + interval '10 minutes') RETURNING expires_at
      """;

  /** $1 person: a new code ends the person's older ones of the kind that ran out. */
  private static final String DROP_OLD =
      "DELETE FROM one_time_code WHERE person_id = $1 AND expires_at < now()";

  /** $1 hash. */
  private static final String USE_CODE =
      """
      DELETE FROM one_time_code WHERE code_hash = $1 AND kind = 'pairing' AND expires_at > now()
      RETURNING person_id, space_id
      """;

  /** $1 person. */
  private static final String BROWSERS =
      """
      SELECT id, browser_name, extension_version, created_at, last_used_at FROM access_key
      WHERE person_id = $1 AND revoked_at IS NULL AND browser_name IS NOT NULL
      ORDER BY last_used_at DESC NULLS LAST, id DESC
      """;

  /** $1 space. */
  private static final String SPACE =
      "SELECT space_id, name, created_at FROM space WHERE space_id = $1";

  private static final Set<Scope> SCOPES = Set.of(Scope.CAPTURE, Scope.READ, Scope.WRITE);

  private final Database database;

  public PgPairingStore(Database database) {
    this.database = database;
  }

  @Override
  public Code make(Principal by) {
    var code = Secrets.pairingCode();
    return database.asPerson(
        by.person(),
        by.space(),
        transaction -> {
          transaction.run(DROP_OLD, by.person());
          var expires =
              transaction
                  .first(
                      row -> Columns.time(row, "expires_at"),
                      ADD_CODE,
                      Buffer.buffer(hash(code)),
                      by.person(),
                      by.space().value())
                  .orElseThrow();
          return new Code(code, expires);
        });
  }

  /** As typed: lower case, and without the hyphen, is the same code. */
  private static byte[] hash(String code) {
    return Secrets.hash(code.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""));
  }

  @Override
  public Optional<Paired> redeem(String code, String browserName, String extensionVersion) {
    record Used(UUID person, SpaceId space) {}
    var hash = hash(code);
    var used =
        database.withCredential(
            hash,
            transaction ->
                transaction.first(
                    row -> new Used(row.getUUID("person_id"), new SpaceId(row.getUUID("space_id"))),
                    USE_CODE,
                    Buffer.buffer(hash)));
    var draft = new PgKeyStore.Draft(browserName, SCOPES, null, browserName, extensionVersion);
    return used.map(
        found ->
            database.asPerson(
                found.person(),
                found.space(),
                transaction ->
                    new Paired(
                        PgKeyStore.insert(
                            transaction, found.person(), found.space(), Secrets.key(), draft),
                        transaction
                            .first(PgSpaceStore::space, SPACE, found.space().value())
                            .orElseThrow())));
  }

  @Override
  public List<Browser> browsers(Principal by) {
    return database.asPerson(
        by.person(),
        by.space(),
        transaction -> transaction.list(PgPairingStore::browser, BROWSERS, by.person()));
  }

  private static Browser browser(Row row) {
    return new Browser(
        row.getUUID("id"),
        row.getString("browser_name"),
        row.getString("extension_version"),
        Columns.time(row, "created_at"),
        Columns.instant(row, "last_used_at"));
  }
}
