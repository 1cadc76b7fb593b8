package everthread.bench.size;

import everthread.embedded.EmbeddedPostgres;
import everthread.embedded.HomeLock;
import everthread.search.embed.Chunk;
import everthread.search.embed.PassageHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Puts generated vectors of a model's shape beside the messages and memories of a home, as if it
 * had read them all, while no server runs. What they say is nothing; what it costs to keep, load
 * and compare them is the same.
 */
final class VectorFilling {
  private static final int BATCH = 1_000;
  private static final int DIMENSIONS = 384;
  private static final int TOKEN_DIMENSIONS = 128;

  /** Word pieces that are kept of a text of 80 words. */
  private static final int PIECES = 48;

  private static final int VOCABULARY = 30_000;

  /** A unit vector of random direction has about this much in each dimension, at 127. */
  private static final double SPREAD = 127 / Math.sqrt(TOKEN_DIMENSIONS);

  private static final int NOISE = 1 << 22;

  private final Connection connection;
  private final UUID space;
  private final String model;
  private final Random random = new Random(7);
  private final byte[] noise = noise();

  private VectorFilling(Connection connection, UUID space, String model) {
    this.connection = connection;
    this.space = space;
    this.model = model;
  }

  /** Returns how many texts got vectors. */
  static int fill(Path home, UUID space, String model) throws IOException, SQLException {
    try (var lock = HomeLock.take(home);
        var postgres = EmbeddedPostgres.start(lock);
        var connection = postgres.owner().connect()) {
      return new VectorFilling(connection, space, model).fill();
    }
  }

  private int fill() throws SQLException {
    connection.setAutoCommit(false);
    int filled = fill("message", "text") + fill("memory", "content");
    enter();
    try (var statement =
        connection.prepareStatement(
            """
            INSERT INTO embedding_progress (space_id, model, position)
            SELECT space_id, ?, feed_position FROM space WHERE space_id = ?::uuid
            ON CONFLICT ON CONSTRAINT embedding_progress_pkey
              DO UPDATE SET position = excluded.position
            """)) {
      statement.setString(1, model);
      statement.setObject(2, space);
      statement.executeUpdate();
    }
    connection.commit();
    connection.setAutoCommit(true);
    try (var statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE message_vector, memory_vector");
    }
    return filled;
  }

  /** A text that gets a passage of its own. */
  private record Told(UUID id, String text) {
    Chunk passage() {
      return new Chunk(0, 0, text.length(), text);
    }
  }

  private int fill(String table, String column) throws SQLException {
    int filled = 0;
    var after = new UUID(0, 0);
    while (true) {
      enter();
      var told = after(table, column, after);
      if (!told.isEmpty()) add(table, told);
      connection.commit();
      if (told.isEmpty()) return filled;
      filled += told.size();
      after = told.getLast().id();
    }
  }

  private List<Told> after(String table, String column, UUID last) throws SQLException {
    var told = new ArrayList<Told>();
    try (var statement =
        connection.prepareStatement(
            "SELECT id, %s FROM %s WHERE space_id = ?::uuid AND id > ?::uuid ORDER BY id LIMIT %d"
                .formatted(column, table, BATCH))) {
      statement.setObject(1, space);
      statement.setObject(2, last);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) told.add(new Told(rows.getObject(1, UUID.class), rows.getString(2)));
      }
    }
    return told;
  }

  private void add(String table, List<Told> told) throws SQLException {
    int count = told.size();
    var lengths = new Integer[count];
    var hashes = new byte[count][];
    var pooled = new byte[count][];
    var pieces = new byte[count][];
    var tokens = new byte[count][];
    for (int i = 0; i < count; i++) {
      var passage = told.get(i).passage();
      lengths[i] = passage.to();
      hashes[i] = PassageHash.of(passage);
      pooled[i] = new byte[DIMENSIONS];
      random.nextBytes(pooled[i]);
      pieces[i] = pieces();
      tokens[i] = tokens();
    }
    try (var statement =
        connection.prepareStatement(
            """
            INSERT INTO %1$s_vector (space_id, %1$s_id, model, number, from_char, to_char,
              passage_hash, pooled, pieces, tokens)
            SELECT ?::uuid, id, ?, 0, 0, length, hash, pooled, pieces, tokens
            FROM unnest(?::uuid[], ?::int[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[])
              AS made (id, length, hash, pooled, pieces, tokens)
            """
                .formatted(table))) {
      statement.setObject(1, space);
      statement.setString(2, model);
      statement.setArray(
          3, connection.createArrayOf("uuid", told.stream().map(Told::id).toArray()));
      statement.setArray(4, connection.createArrayOf("int4", lengths));
      statement.setArray(5, connection.createArrayOf("bytea", hashes));
      statement.setArray(6, connection.createArrayOf("bytea", pooled));
      statement.setArray(7, connection.createArrayOf("bytea", pieces));
      statement.setArray(8, connection.createArrayOf("bytea", tokens));
      statement.executeUpdate();
    }
  }

  private byte[] pieces() {
    var bytes = ByteBuffer.allocate(4 * PIECES);
    for (int i = 0; i < PIECES; i++) bytes.putInt((int) Math.pow(VOCABULARY, random.nextDouble()));
    return bytes.array();
  }

  /** Cut out of the noise, which is long enough that no two are alike. */
  private byte[] tokens() {
    int from = random.nextInt(NOISE - PIECES * TOKEN_DIMENSIONS);
    return Arrays.copyOfRange(noise, from, from + PIECES * TOKEN_DIMENSIONS);
  }

  private byte[] noise() {
    var bytes = new byte[NOISE];
    for (int i = 0; i < NOISE; i++) {
      bytes[i] = (byte) Math.clamp(Math.round(SPREAD * random.nextGaussian()), -127, 127);
    }
    return bytes;
  }

  /** Row-level security is forced on the owner too. */
  private void enter() throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT set_config('everthread.space', ?, true), set_config('everthread.worker', 'on', true)")) {
      statement.setString(1, space.toString());
      statement.execute();
    }
  }
}
