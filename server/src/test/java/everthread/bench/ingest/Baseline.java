package everthread.bench.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.web.Json;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The same rows by bare statements: {@code INSERT … SELECT FROM unnest}, one transaction a post,
 * into a table with the columns and indexes of the real one, on the same PostgreSQL.
 */
final class Baseline {
  private static final String INSERT =
      """
      INSERT INTO bench_capture (space_id, id, site, kind, url, page_url, conversation_source_id,
        captured_at, request, body, body_type, complete, extension_version, adapter_version)
      SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::text[], $8::timestamptz[], $9::bytea[], $10::bytea[], $11::text[], $12::bool[],
        $13::text[], $14::text[])
      """;

  private Baseline() {}

  /** Seconds that it took. */
  static double seconds(ChildServer server, int connections, List<byte[]> posts)
      throws IOException, InterruptedException {
    var vertx = Vertx.vertx();
    var pool = server.database(vertx, connections);
    pool.query("DROP TABLE IF EXISTS bench_capture").execute().await();
    pool.query("CREATE TABLE bench_capture (LIKE capture INCLUDING ALL)").execute().await();
    var rows = posts.stream().map(Baseline::row).toList();

    var next = new AtomicInteger();
    var left = new CountDownLatch(connections);
    long begun = System.nanoTime();
    for (int i = 0; i < connections; i++) {
      Thread.ofVirtual()
          .start(
              () -> {
                for (int n = next.getAndIncrement(); n < rows.size(); n = next.getAndIncrement()) {
                  pool.preparedQuery(INSERT).execute(rows.get(n)).await();
                }
                left.countDown();
              });
    }
    left.await();
    double seconds = (System.nanoTime() - begun) / 1e9;
    pool.query("DROP TABLE bench_capture").execute().await();
    pool.close().await();
    vertx.close().await();
    return seconds;
  }

  private static Tuple row(byte[] post) {
    var captures = new ArrayList<JsonNode>();
    Json.read(post).get("captures").forEach(captures::add);
    return Tuple.from(
        List.of(
            new UUID(7, 7),
            each(captures, UUID.class, capture -> UUID.fromString(capture.get("id").textValue())),
            texts(captures, "site"),
            texts(captures, "kind"),
            texts(captures, "url"),
            texts(captures, "page_url"),
            texts(captures, "conversation_source_id"),
            each(
                captures,
                OffsetDateTime.class,
                capture -> OffsetDateTime.parse(capture.get("captured_at").textValue())),
            each(
                captures,
                Buffer.class,
                capture -> Buffer.buffer(capture.get("request").toString())),
            each(captures, Buffer.class, capture -> Buffer.buffer(capture.get("body").textValue())),
            texts(captures, "body_type"),
            each(captures, Boolean.class, capture -> true),
            each(captures, String.class, capture -> "0.1.0"),
            each(captures, String.class, capture -> "claude/1")));
  }

  private static String[] texts(List<JsonNode> captures, String name) {
    return each(captures, String.class, capture -> capture.get(name).textValue());
  }

  @SuppressWarnings("unchecked")
  private static <T> T[] each(
      List<JsonNode> captures, Class<T> type, Function<JsonNode, T> column) {
    var values = (T[]) java.lang.reflect.Array.newInstance(type, captures.size());
    for (int i = 0; i < values.length; i++) values[i] = column.apply(captures.get(i));
    return values;
  }
}
