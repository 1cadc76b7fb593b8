package everthread.store.pg;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements of one transaction that are all sent before any answer is waited for: one round trip
 * however many they are. For reading, where no statement needs another's answer. Used by one
 * thread, inside {@link Database} only.
 */
final class Flight {
  private final SqlConnection connection;
  private final List<Future<?>> sent = new ArrayList<>();

  Flight(SqlConnection connection) {
    this.connection = connection;
  }

  /** Sends a statement; its rows are there when the flight has landed. */
  Future<RowSet<Row>> send(String sql, @Nullable Object... parameters) {
    var rows = connection.preparedQuery(sql).execute(Tuple.from(Arrays.asList(parameters)));
    sent.add(rows);
    return rows;
  }

  void sendPlain(String sql) {
    sent.add(connection.query(sql).execute());
  }

  /** Waits for all answers, and fails as the first statement that failed. */
  void land() {
    var unused = Database.await(Future.join(sent).otherwiseEmpty());
    for (var each : sent) {
      if (each.failed()) Database.await(each);
    }
  }
}
