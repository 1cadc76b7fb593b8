package everthread.store.pg;

import everthread.oauth.ClientStore;
import everthread.oauth.OAuthClient;
import everthread.oauth.OAuthClient.Kind;
import everthread.space.Principal;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Clients on Postgres. Thread-safe. */
public final class PgClientStore implements ClientStore {
  /** So many may have registered themselves; unused ones go after a day. */
  private static final int MOST = 1_000;

  private static final String COLUMNS = "id, person_id, name, redirect_uris";

  private static final String COUNT =
      "SELECT count(*) AS registered FROM oauth_client WHERE person_id IS NULL";

  /** $1 hash of the id, $2 id, $3 person, $4 name, $5 redirect addresses. */
  private static final String ADD =
      """
      INSERT INTO oauth_client (id_hash, id, person_id, name, redirect_uris)
      VALUES ($1, $2, $3, $4, $5)
      """;

  /** $1 hash of the id. */
  private static final String FIND = "SELECT " + COLUMNS + " FROM oauth_client WHERE id_hash = $1";

  /** $1 person. */
  private static final String ENTERED =
      "SELECT "
          + COLUMNS
          + " FROM oauth_client WHERE person_id = $1 ORDER BY registered_at DESC, id";

  /** $1 person, $2 id. */
  private static final String FORGET = "DELETE FROM oauth_client WHERE person_id = $1 AND id = $2";

  /** $1 hash of the id. */
  private static final String WITHDRAW =
      "DELETE FROM oauth_client WHERE id_hash = $1 AND person_id IS NULL";

  /** $1 person, $2 client's id. */
  private static final String END =
      "DELETE FROM oauth_grant WHERE person_id = $1 AND client_id = $2";

  /** $1 hash of the id. */
  private static final String USED = "UPDATE oauth_client SET used_at = now() WHERE id_hash = $1";

  private final Database database;

  public PgClientStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<OAuthClient> register(String name, List<String> redirectUris) {
    long registered =
        database.asWorker(
            transaction ->
                transaction.first(row -> row.getLong("registered"), COUNT).orElseThrow());
    if (registered >= MOST) return Optional.empty();
    var client = new OAuthClient(Secrets.clientId(), Kind.REGISTERED, name, redirectUris);
    database.withCredential(
        Secrets.hash(client.id()), transaction -> add(transaction, client, null));
    return Optional.of(client);
  }

  @Override
  public OAuthClient enter(Principal by, String name, List<String> redirectUris) {
    var client = new OAuthClient(Secrets.clientId(), Kind.ENTERED, name, redirectUris);
    database.asPerson(
        by.person(), by.space(), transaction -> add(transaction, client, by.person()));
    return client;
  }

  private static int add(Transaction transaction, OAuthClient client, @Nullable UUID person) {
    return transaction.change(
        ADD,
        Buffer.buffer(Secrets.hash(client.id())),
        client.id(),
        person,
        client.name(),
        client.redirectUris().toArray(String[]::new));
  }

  @Override
  public List<OAuthClient> entered(Principal by) {
    return database.asPerson(
        by.person(),
        by.space(),
        transaction -> transaction.list(PgClientStore::client, ENTERED, by.person()));
  }

  @Override
  public boolean forget(Principal by, String id) {
    return database.asPerson(
        by.person(),
        by.space(),
        transaction -> {
          if (transaction.change(FORGET, by.person(), id) == 0) return false;
          transaction.change(END, by.person(), id);
          return true;
        });
  }

  @Override
  public void withdraw(Principal by, String id) {
    database.asPerson(
        by.person(), by.space(), transaction -> transaction.change(END, by.person(), id));
    var hash = Secrets.hash(id);
    database.withCredential(hash, transaction -> transaction.change(WITHDRAW, Buffer.buffer(hash)));
  }

  @Override
  public Optional<OAuthClient> find(String id) {
    var hash = Secrets.hash(id);
    return database.readWithCredential(
        hash,
        flight -> {
          var found = flight.send(FIND, Buffer.buffer(hash));
          return () -> {
            var rows = found.result().iterator();
            return rows.hasNext() ? Optional.of(client(rows.next())) : Optional.empty();
          };
        });
  }

  @Override
  public void used(String id) {
    var hash = Secrets.hash(id);
    database.withCredential(hash, transaction -> transaction.change(USED, Buffer.buffer(hash)));
  }

  private static OAuthClient client(Row row) {
    return new OAuthClient(
        row.getString("id"),
        row.getUUID("person_id") == null ? Kind.REGISTERED : Kind.ENTERED,
        row.getString("name"),
        Columns.texts(row, "redirect_uris"));
  }
}
