package everthread;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The database of a running home as its superuser sees it, whom no row security binds: for a dump
 * of everything, and for what no call of the server can make.
 */
final class HomeDatabase implements AutoCloseable {
  private final Connection connection;

  private HomeDatabase(Connection connection) {
    this.connection = connection;
  }

  static HomeDatabase of(Path home) {
    try {
      var port = Files.readString(home.resolve("database.port")).strip();
      var password = Files.readString(home.resolve("secrets/postgres-postgres")).strip();
      return new HomeDatabase(
          DriverManager.getConnection(
              "jdbc:postgresql://127.0.0.1:" + port + "/everthread?gssEncMode=disable",
              "postgres",
              password));
    } catch (IOException | SQLException trouble) {
      throw new AssertionError(trouble);
    }
  }

  /** Runs a statement with text parameters; those of other types are cast in the statement. */
  int run(String sql, @Nullable Object... parameters) {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
      return statement.execute() ? 0 : statement.getUpdateCount();
    } catch (SQLException trouble) {
      throw new AssertionError(trouble);
    }
  }

  /** The first column of every row, as text. */
  List<String> list(String sql, @Nullable Object... parameters) {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
      var found = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) found.add(String.valueOf(rows.getString(1)));
      }
      return found;
    } catch (SQLException trouble) {
      throw new AssertionError(trouble);
    }
  }

  List<String> tables() {
    return list(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_history' ORDER BY 1");
  }

  /**
   * Every row of every table as text; what is stored as bytes also as the text that it may be, so
   * that raw captures can be searched.
   */
  String dump() {
    var all = new StringBuilder();
    for (var table : tables()) {
      for (var row : list("SELECT t::text FROM " + table + " t")) {
        all.append(table).append(' ').append(row).append('\n');
      }
    }
    for (var body : list("SELECT encode(body, 'escape') FROM capture")) all.append(body);
    for (var request : list("SELECT encode(request, 'escape') FROM capture")) all.append(request);
    return all.toString();
  }

  /** What the planner has sampled of all columns, where erased values could live on. */
  String statistics() {
    return String.join("\n", list("SELECT s::text FROM pg_stats s WHERE schemaname = 'public'"));
  }

  /** SHA-256 as the server keeps it of keys, cookies and codes. */
  static byte[] hash(String secret) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(secret.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return digest.digest();
    } catch (NoSuchAlgorithmException missing) {
      throw new AssertionError(missing);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException trouble) {
      throw new AssertionError(trouble);
    }
  }
}
