package everthread.store.pg;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One open transaction. Used by one thread, inside {@link Database} only. */
public final class Transaction {
  private final SqlConnection connection;

  Transaction(SqlConnection connection) {
    this.connection = connection;
  }

  /** Runs a statement and waits for its rows. */
  RowSet<Row> run(String sql, @Nullable Object... parameters) {
    return Database.await(
        connection.preparedQuery(sql).execute(Tuple.from(java.util.Arrays.asList(parameters))));
  }

  /** How many rows a statement changed. */
  int change(String sql, @Nullable Object... parameters) {
    return run(sql, parameters).rowCount();
  }

  <T> List<T> list(Function<Row, T> mapping, String sql, @Nullable Object... parameters) {
    var found = new ArrayList<T>();
    for (var row : run(sql, parameters)) found.add(mapping.apply(row));
    return found;
  }

  /** The first row, if there is one. */
  <T> Optional<T> first(Function<Row, T> mapping, String sql, @Nullable Object... parameters) {
    var rows = run(sql, parameters).iterator();
    return rows.hasNext() ? Optional.of(mapping.apply(rows.next())) : Optional.empty();
  }
}
