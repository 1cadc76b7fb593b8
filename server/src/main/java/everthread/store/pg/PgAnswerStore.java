package everthread.store.pg;

import everthread.space.AnswerStore;
import everthread.space.SpaceId;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Arrays;

/** Answers kept for repeated requests, on Postgres. Thread-safe. */
public final class PgAnswerStore implements AnswerStore {
  /** $1 space. */
  private static final String FORGET =
      "DELETE FROM kept_answer WHERE space_id = $1 AND created_at < now() - interval '24 hours'";

  /** $1 space, $2 key, $3 request. A claim whose server went away is free after five minutes. */
  private static final String CLAIM =
      """
      INSERT INTO kept_answer (space_id, key_hash, request_hash) VALUES ($1, $2, $3)
      ON CONFLICT ON CONSTRAINT kept_answer_pkey DO UPDATE
        SET request_hash = excluded.request_hash, created_at = now()
        WHERE kept_answer.status IS NULL AND kept_answer.created_at < now() - interval '5 minutes'
      RETURNING key_hash
      """;

  /** $1 space, $2 key. */
  private static final String FIND =
      "SELECT request_hash, status, answer FROM kept_answer WHERE space_id = $1 AND key_hash = $2";

  /** $1 space, $2 key, $3 status, $4 answer. */
  private static final String KEEP =
      "UPDATE kept_answer SET status = $3, answer = $4 WHERE space_id = $1 AND key_hash = $2";

  /** $1 space, $2 key. */
  private static final String RELEASE =
      "DELETE FROM kept_answer WHERE space_id = $1 AND key_hash = $2 AND status IS NULL";

  private final Database database;

  public PgAnswerStore(Database database) {
    this.database = database;
  }

  @Override
  public Claim claim(SpaceId space, byte[] key, byte[] request) {
    return database.inSpace(
        space,
        transaction -> {
          transaction.run(FORGET, space.value());
          var claimed =
              transaction.run(CLAIM, space.value(), Buffer.buffer(key), Buffer.buffer(request));
          if (claimed.size() > 0) return new Claim.Fresh();
          return transaction
              .first(row -> known(row, request), FIND, space.value(), Buffer.buffer(key))
              .orElseGet(Claim.Running::new);
        });
  }

  private static Claim known(Row row, byte[] request) {
    if (!Arrays.equals(row.getBuffer("request_hash").getBytes(), request)) {
      return new Claim.Reused();
    }
    var status = row.getInteger("status");
    return status == null
        ? new Claim.Running()
        : new Claim.Kept(status, row.getBuffer("answer").getBytes());
  }

  @Override
  public void keep(SpaceId space, byte[] key, int status, byte[] sealed) {
    database.inSpace(
        space,
        transaction ->
            transaction.change(
                KEEP, space.value(), Buffer.buffer(key), status, Buffer.buffer(sealed)));
  }

  @Override
  public void release(SpaceId space, byte[] key) {
    database.inSpace(
        space, transaction -> transaction.change(RELEASE, space.value(), Buffer.buffer(key)));
  }
}
