package everthread.store.pg;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes column values. Pure. */
final class Columns {
  private Columns() {}

  static @Nullable Instant instant(Row row, String column) {
    var time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  /** For a column that is NOT NULL. */
  static Instant time(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  static @Nullable OffsetDateTime of(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  static List<String> texts(Row row, String column) {
    var array = row.getArrayOfStrings(column);
    return array == null ? List.of() : List.of(array);
  }

  static Map<String, Object> object(Row row, String column) {
    return row.get(JsonObject.class, column).getMap();
  }

  static JsonArray array(Row row, String column) {
    return row.get(JsonArray.class, column);
  }
}
