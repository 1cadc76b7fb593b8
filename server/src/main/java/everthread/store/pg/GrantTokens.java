package everthread.store.pg;

import static everthread.store.pg.PgGrantStore.END;
import static everthread.store.pg.PgGrantStore.FIND;
import static everthread.store.pg.PgGrantStore.NOWHERE;
import static everthread.store.pg.PgGrantStore.names;

import everthread.oauth.Grant;
import everthread.oauth.GrantStore;
import everthread.oauth.GrantStore.Tokens;
import everthread.space.Ids;
import everthread.space.Scope;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The access and refresh tokens of grants. Thread-safe. */
final class GrantTokens {
  /** $1 id, $2 person: it lasts on for ninety days from now. */
  private static final String RENEWED =
      """
      UPDATE oauth_grant SET begun_at = coalesce(begun_at, now()), renewed_at = now(),
        expires_at = now() + interval '90 days'
      WHERE id = $1 AND person_id = $2
      """;

  /** $1 id, $2 hash, $3 hint, $4 scopes, $5 grant, $6 person, $7 seconds. */
  private static final String ADD_ACCESS =
      """
      INSERT INTO access_key (id, person_id, home_space_id, secret_hash, hint, name, scopes,
        expires_at, grant_id, audience)
      SELECT $1, person_id, granted_space_id, $2, $3, client_name, $4,
        now() + make_interval(secs => $7), id, resource
      FROM oauth_grant WHERE id = $5 AND person_id = $6
      """;

  /** $1 hash, $2 grant, $3 person. */
  private static final String ADD_REFRESH =
      """
      INSERT INTO oauth_refresh_token (token_hash, grant_id, person_id, expires_at)
      VALUES ($1, $2, $3, now() + interval '90 days')
      """;

  /** $1 grant, $2 person. */
  private static final String DROP_EXPIRED_ACCESS =
      "DELETE FROM access_key WHERE grant_id = $1 AND person_id = $2 AND expires_at < now()";

  /** $1 grant, $2 person: what was used long ago needs no watching any more. */
  private static final String DROP_OLD_REFRESH =
      """
      DELETE FROM oauth_refresh_token
      WHERE grant_id = $1 AND person_id = $2 AND used_at < now() - interval '30 days'
      """;

  /** $1 hash. */
  private static final String OF_REFRESH =
      """
      SELECT grant_id, person_id FROM oauth_refresh_token
      WHERE token_hash = $1 AND expires_at > now()
      """;

  /** $1 hash, $2 person. */
  private static final String USE_REFRESH =
      """
      UPDATE oauth_refresh_token SET used_at = now()
      WHERE token_hash = $1 AND person_id = $2 AND used_at IS NULL AND expires_at > now()
      """;

  /** $1 hash. */
  private static final String OF_ACCESS =
      "SELECT grant_id, person_id FROM access_key WHERE secret_hash = $1 AND grant_id IS NOT NULL";

  /** $1 hash, $2 person. */
  private static final String END_ACCESS =
      "DELETE FROM access_key WHERE secret_hash = $1 AND person_id = $2 AND grant_id IS NOT NULL";

  private final Database database;

  GrantTokens(Database database) {
    this.database = database;
  }

  Optional<Tokens> begin(Grant grant) {
    return database.asPerson(
        grant.person(), NOWHERE, transaction -> issue(transaction, grant, grant.scopes()));
  }

  private static Optional<Tokens> issue(Transaction transaction, Grant grant, Set<Scope> scopes) {
    var tokens = new Tokens(Secrets.accessToken(), Secrets.refreshToken(), scopes);
    // The grant's row is locked by this, so nobody ends it in between.
    if (transaction.change(RENEWED, grant.id(), grant.person()) == 0) return Optional.empty();
    transaction.change(DROP_EXPIRED_ACCESS, grant.id(), grant.person());
    transaction.change(DROP_OLD_REFRESH, grant.id(), grant.person());
    transaction.change(
        ADD_ACCESS,
        Ids.next(),
        Buffer.buffer(Secrets.hash(tokens.access())),
        tokens.access().substring(0, 14),
        names(scopes),
        grant.id(),
        grant.person(),
        (double) GrantStore.ACCESS.toSeconds());
    transaction.change(
        ADD_REFRESH, Buffer.buffer(Secrets.hash(tokens.refresh())), grant.id(), grant.person());
    return Optional.of(tokens);
  }

  Optional<Grant> ofRefreshToken(String token) {
    return owned(Secrets.hash(token), OF_REFRESH).flatMap(this::find);
  }

  private Optional<Grant> find(Owned owned) {
    return database.asPerson(
        owned.person(),
        NOWHERE,
        transaction -> transaction.first(PgGrantStore::grant, FIND, owned.grant(), owned.person()));
  }

  Optional<Tokens> renew(String token, Grant grant, Set<Scope> scopes) {
    return database.asPerson(
        grant.person(),
        NOWHERE,
        transaction -> {
          var hash = Buffer.buffer(Secrets.hash(token));
          if (transaction.change(USE_REFRESH, hash, grant.person()) == 1) {
            return issue(transaction, grant, scopes);
          }
          transaction.change(END, grant.id(), grant.person());
          return Optional.empty();
        });
  }

  void revoke(String token, String clientId) {
    var hash = Secrets.hash(token);
    owned(hash, OF_REFRESH)
        .flatMap(this::find)
        .filter(grant -> grant.clientId().equals(clientId))
        .ifPresent(this::end);
    owned(hash, OF_ACCESS)
        .flatMap(this::find)
        .filter(grant -> grant.clientId().equals(clientId))
        .ifPresent(
            grant ->
                database.asPerson(
                    grant.person(),
                    NOWHERE,
                    transaction ->
                        transaction.change(END_ACCESS, Buffer.buffer(hash), grant.person())));
  }

  private void end(Grant grant) {
    database.asPerson(
        grant.person(),
        NOWHERE,
        transaction -> transaction.change(END, grant.id(), grant.person()));
  }

  private record Owned(UUID grant, UUID person) {}

  private Optional<Owned> owned(byte[] hash, String sql) {
    return database.withCredential(
        hash,
        transaction ->
            transaction.first(
                row -> new Owned(row.getUUID("grant_id"), row.getUUID("person_id")),
                sql,
                Buffer.buffer(hash)));
  }
}
