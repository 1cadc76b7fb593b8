package everthread.store.pg;

import everthread.oauth.Grant;
import everthread.oauth.GrantStore;
import everthread.space.Ids;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.SpaceId;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Grants and their codes on Postgres; their tokens by {@link GrantTokens}. Thread-safe. */
public final class PgGrantStore implements GrantStore {
  static final SpaceId NOWHERE = new SpaceId(new UUID(0, 0));
  private static final String GRANT =
      "id, person_id, granted_space_id, client_id, scopes, resource";

  /**
   * $1 id, $2 person, $3 space, $4 client's id, $5 its name, $6 host of its redirect address, $7
   * scopes, $8 resource. Without tokens it ends in minutes.
   */
  private static final String ADD_GRANT =
      """
      INSERT INTO oauth_grant (id, person_id, granted_space_id, client_id, client_name,
        redirect_host, scopes, resource, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + interval '10 minutes')
      """;

  /** $1 hash, $2 grant, $3 person, $4 redirect address, $5 challenge. */
  private static final String ADD_CODE =
      """
      INSERT INTO oauth_code (code_hash, grant_id, person_id, redirect_uri, challenge, expires_at)
      VALUES ($1, $2, $3, $4, $5, now() + interval '60 seconds')
      """;

  /** $1 hash. */
  private static final String PERSON_OF_CODE =
      "SELECT person_id FROM oauth_code WHERE code_hash = $1";

  /** $1 hash, $2 person. */
  private static final String SPEND =
      """
      UPDATE oauth_code SET used_at = now()
      WHERE code_hash = $1 AND person_id = $2 AND used_at IS NULL
      RETURNING grant_id, redirect_uri, challenge, expires_at > now() AS in_time
      """;

  /** $1 hash, $2 person. */
  private static final String END_OF_CODE =
      """
      DELETE FROM oauth_grant WHERE person_id = $2
        AND id = (SELECT grant_id FROM oauth_code WHERE code_hash = $1)
      """;

  /** $1 id, $2 person. */
  static final String FIND =
      "SELECT " + GRANT + " FROM oauth_grant WHERE id = $1 AND person_id = $2";

  /** $1 id, $2 person. */
  static final String END = "DELETE FROM oauth_grant WHERE id = $1 AND person_id = $2";

  /** $1 person. */
  private static final String LIST =
      """
      SELECT g.id, g.client_name, g.redirect_host, s.name AS space_name, g.scopes, g.begun_at,
        (SELECT max(k.last_used_at) FROM access_key k WHERE k.grant_id = g.id) AS last_used_at,
        g.renewed_at
      FROM oauth_grant g JOIN space s ON s.space_id = g.granted_space_id
      WHERE g.person_id = $1 AND g.begun_at IS NOT NULL AND g.expires_at > now()
      ORDER BY g.id DESC
      """;

  private final Database database;
  private final GrantTokens tokens;

  public PgGrantStore(Database database) {
    this.database = database;
    this.tokens = new GrantTokens(database);
  }

  @Override
  public String allow(Principal by, Consent consent) {
    var code = Secrets.code();
    return database.asPerson(
        by.person(),
        by.space(),
        transaction -> {
          var grant = Ids.next();
          transaction.change(
              ADD_GRANT,
              grant,
              by.person(),
              by.space().value(),
              consent.client().id(),
              consent.client().name(),
              host(consent.redirectUri()),
              names(consent.scopes()),
              consent.resource());
          transaction.change(
              ADD_CODE,
              Buffer.buffer(Secrets.hash(code)),
              grant,
              by.person(),
              consent.redirectUri(),
              consent.challenge());
          return code;
        });
  }

  private static String host(String redirectUri) {
    var uri = URI.create(redirectUri);
    var host = uri.getHost();
    return uri.getScheme().startsWith("http") && host != null ? host : uri.getScheme() + "://";
  }

  @Override
  public Optional<Spent> spend(String code) {
    var hash = Secrets.hash(code);
    return owner(hash, PERSON_OF_CODE).flatMap(person -> spend(hash, person));
  }

  private Optional<Spent> spend(byte[] hash, UUID person) {
    record Used(UUID grant, String redirectUri, String challenge, boolean inTime) {}
    return database.asPerson(
        person,
        NOWHERE,
        transaction -> {
          var used =
              transaction.first(
                  row ->
                      new Used(
                          row.getUUID("grant_id"),
                          row.getString("redirect_uri"),
                          row.getString("challenge"),
                          row.getBoolean("in_time")),
                  SPEND,
                  Buffer.buffer(hash),
                  person);
          if (used.isEmpty()) transaction.change(END_OF_CODE, Buffer.buffer(hash), person);
          return used.flatMap(
              code ->
                  transaction
                      .first(PgGrantStore::grant, FIND, code.grant(), person)
                      .map(
                          grant ->
                              new Spent(
                                  grant, code.redirectUri(), code.challenge(), code.inTime())));
        });
  }

  @Override
  public Optional<Tokens> begin(Grant grant) {
    return tokens.begin(grant);
  }

  @Override
  public Optional<Grant> ofRefreshToken(String token) {
    return tokens.ofRefreshToken(token);
  }

  @Override
  public Optional<Tokens> renew(String token, Grant grant, Set<Scope> scopes) {
    return tokens.renew(token, grant, scopes);
  }

  @Override
  public void revoke(String token, String clientId) {
    tokens.revoke(token, clientId);
  }

  @Override
  public void end(Grant grant) {
    database.asPerson(
        grant.person(),
        NOWHERE,
        transaction -> transaction.change(END, grant.id(), grant.person()));
  }

  @Override
  public List<Connection> list(Principal by) {
    return database.asPerson(
        by.person(),
        by.space(),
        transaction -> transaction.list(PgGrantStore::connection, LIST, by.person()));
  }

  @Override
  public boolean end(Principal by, UUID grant) {
    return database.asPerson(
        by.person(), by.space(), transaction -> transaction.change(END, grant, by.person()) > 0);
  }

  private Optional<UUID> owner(byte[] hash, String sql) {
    return database.withCredential(
        hash,
        transaction ->
            transaction.first(row -> row.getUUID("person_id"), sql, Buffer.buffer(hash)));
  }

  static Grant grant(Row row) {
    return new Grant(
        row.getUUID("id"),
        row.getUUID("person_id"),
        new SpaceId(row.getUUID("granted_space_id")),
        row.getString("client_id"),
        scopes(row),
        row.getString("resource"));
  }

  private static Connection connection(Row row) {
    var used = Columns.instant(row, "last_used_at");
    return new Connection(
        row.getUUID("id"),
        row.getString("client_name"),
        row.getString("redirect_host"),
        row.getString("space_name"),
        scopes(row),
        Columns.time(row, "begun_at"),
        used == null ? Columns.instant(row, "renewed_at") : used);
  }

  private static Set<Scope> scopes(Row row) {
    var scopes = new LinkedHashSet<Scope>();
    for (var name : Columns.texts(row, "scopes")) Scope.ofWireName(name).ifPresent(scopes::add);
    return scopes;
  }

  static String[] names(Set<Scope> scopes) {
    return scopes.stream().map(Scope::wireName).sorted().toArray(String[]::new);
  }
}
