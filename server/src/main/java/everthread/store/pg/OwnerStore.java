package everthread.store.pg;

import everthread.space.Ids;
import everthread.space.Scope;
import everthread.space.SpaceId;
import io.vertx.core.buffer.Buffer;
import java.util.Set;
import java.util.UUID;

/** The person whose server this is. Thread-safe. */
public final class OwnerStore {
  private static final String FIND =
      """
      SELECT p.id, m.space_id FROM person p JOIN space_member m ON m.person_id = p.id AND m.home
      WHERE p.owner
      """;

  /** $1 person. */
  private static final String ADD_PERSON =
      "INSERT INTO person (id, name, owner) VALUES ($1, 'Owner', true)";

  /** $1 space. */
  private static final String ADD_SPACE =
      "INSERT INTO space (space_id, name) VALUES ($1, 'Personal')";

  /** $1 space, $2 person. */
  private static final String JOIN =
      "INSERT INTO space_member (space_id, person_id, home) VALUES ($1, $2, true)";

  /** $1 hash. */
  private static final String IS_KNOWN =
      "SELECT FROM access_key WHERE secret_hash = $1 AND revoked_at IS NULL";

  /** $1 person, $2 hash: a key of before is the owner's again. */
  private static final String REINSTATE =
      "UPDATE access_key SET revoked_at = NULL WHERE person_id = $1 AND secret_hash = $2";

  /** $1 person: the owner's key of before is no longer good once another is preset. */
  private static final String RETIRE =
      """
      UPDATE access_key SET revoked_at = now()
      WHERE person_id = $1 AND name = 'Owner' AND revoked_at IS NULL
      """;

  private final Database database;

  public OwnerStore(Database database) {
    this.database = database;
  }

  /** Who owns the server, and the space of their own. */
  public record Owner(UUID person, SpaceId home) {}

  /** The owner; made, with a space, at the first start. */
  public Owner owner() {
    var known =
        database.asWorker(
            transaction ->
                transaction.first(
                    row -> new Owner(row.getUUID("id"), new SpaceId(row.getUUID("space_id"))),
                    FIND));
    return known.orElseGet(this::create);
  }

  private Owner create() {
    var owner = new Owner(Ids.next(), new SpaceId(Ids.next()));
    database.asWorker(
        transaction -> {
          transaction.run(ADD_PERSON, owner.person());
          transaction.run(ADD_SPACE, owner.home().value());
          return transaction.change(JOIN, owner.home().value(), owner.person());
        });
    return owner;
  }

  /** A new secret for the owner's key. */
  public static String newSecret() {
    return Secrets.key();
  }

  /** Makes this the owner's key, with all scopes; does nothing when it is already. */
  public void install(Owner owner, String secret) {
    var hash = Buffer.buffer(Secrets.hash(secret));
    boolean isKnown =
        database.withCredential(
            hash.getBytes(), transaction -> transaction.run(IS_KNOWN, hash).size() > 0);
    if (isKnown) return;
    var draft = new PgKeyStore.Draft("Owner", Set.of(Scope.values()), null, null, null);
    database.asPerson(
        owner.person(),
        owner.home(),
        transaction -> {
          transaction.run(RETIRE, owner.person());
          if (transaction.change(REINSTATE, owner.person(), hash) == 0) {
            PgKeyStore.insert(transaction, owner.person(), owner.home(), secret, draft);
          }
          return owner;
        });
  }
}
