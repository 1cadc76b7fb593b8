package everthread.store.pg;

import everthread.space.SpaceId;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One open transaction. Used by one thread, inside {@link Database} only. */
public final class Transaction {
  private final SqlConnection connection;
  private final Map<SpaceId, Long> appended = new HashMap<>();

  Transaction(SqlConnection connection) {
    this.connection = connection;
  }

  /** Remembers how far a space's feed will have come when this commits. */
  void appended(SpaceId space, long position) {
    appended.merge(space, position, Math::max);
  }

  /** How far the feeds will have come that this appended to. */
  Map<SpaceId, Long> appended() {
    return appended;
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
