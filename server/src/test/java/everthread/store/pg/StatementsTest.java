package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.conversation.Conversation;
import everthread.conversation.Message;
import everthread.conversation.Role;
import everthread.conversation.Site;
import everthread.conversation.Source;
import everthread.ingest.EmbeddingQueue.Computed;
import everthread.ingest.EmbeddingTask;
import everthread.memory.NewMemory;
import everthread.search.embed.Chunk;
import everthread.search.embed.LetterEmbedder;
import everthread.space.Ids;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.SpaceId;
import everthread.store.pg.Statements.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The second lock under every statement there is: run as the application with somebody's ids, but
 * with no space set or with another's, each finds nothing and changes nothing.
 */
class StatementsTest {
  private static final String CANARY = "canarystatement";

  /** Asks the server about itself and which tables there are, and nothing of what is in them. */
  private static final Set<String> OF_THE_CATALOG = Set.of("PgVitals.MIGRATED", "PgVitals.FACTS");

  /** What a policy or a constraint answers; whatever was tried was then not done. */
  private static final Set<String> REFUSALS = Set.of("42501", "23503", "23505", "23514", "23502");

  private static final SpaceId THEIRS = RealPostgres.newSpace();
  private static final SpaceId OTHER = RealPostgres.newSpace();
  private static final List<UUID> IDS = new ArrayList<>();

  @BeforeAll
  static void furnish() {
    var database = RealPostgres.database();
    var feed = new PgChangeFeed(database);
    var conversations = new PgConversationStore(database, feed);
    var memories = new PgMemoryStore(database, feed);
    var kept = conversations.save(THEIRS, chat("kept"), Source.API, Instant.now());
    conversations.hide(
        THEIRS,
        conversations.save(THEIRS, chat("hidden"), Source.API, Instant.now()).conversationId());
    conversations.erase(
        THEIRS,
        conversations.save(THEIRS, chat("gone"), Source.API, Instant.now()).conversationId());
    var memory = memories.add(THEIRS, List.of(written(CANARY + " likes tea"))).getFirst();
    memories.hide(
        THEIRS, memories.add(THEIRS, List.of(written(CANARY + " likes milk"))).getFirst().id());
    var principal =
        new Principal(RealPostgres.person().person(), null, THEIRS, Set.of(Scope.values()));
    var key = new PgKeyStore(database).make(principal, CANARY, Set.of(Scope.READ), null);
    read(new PgEmbeddingQueue(database, feed));
    IDS.add(THEIRS.value());
    IDS.add(RealPostgres.person().person());
    IDS.add(kept.conversationId());
    IDS.add(kept.changed().getFirst().id());
    IDS.add(memory.id());
    IDS.add(key.key().id());
  }

  /** Some of theirs has vectors, some waits for them. */
  private static void read(PgEmbeddingQueue queue) {
    var letters = new LetterEmbedder(CANARY);
    while (queue.follow(CANARY)) assertThat(queue.models()).contains(CANARY);
    for (var tasks = lease(queue); !tasks.isEmpty(); tasks = lease(queue)) {
      var task = tasks.getFirst();
      if (!task.space().equals(THEIRS)) continue;
      var passages = task.chunks().stream().map(Chunk::passage).toList();
      queue.keep(
          CANARY, List.of(new Computed(task, Map.of(0, letters.passages(passages).getFirst()))));
    }
  }

  private static List<EmbeddingTask> lease(PgEmbeddingQueue queue) {
    return queue.lease(CANARY, Duration.ofHours(1));
  }

  private static Conversation chat(String id) {
    var message =
        new Message(
            "m", null, Role.USER, null, CANARY + " said", null, null, null, true, List.of());
    return new Conversation(Site.CLAUDE, id, CANARY, null, null, null, null, List.of(message), "m");
  }

  private static NewMemory written(String text) {
    return NewMemory.written(text, null, List.of(CANARY), Map.of(), Site.API);
  }

  @Test
  void every_statement_of_the_sources_is_among_those_tried() {
    // Of no table, or of the catalog: what a foreign Postgres is asked before it is trusted.
    var known =
        List.of("SELECT 1", "SELECT current_setting", "SELECT rolsuper", "SELECT set_config");
    var tried = Statements.all().stream().map(statement -> statement.sql().strip()).toList();

    assertThat(Statements.inSources())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            text ->
                assertThat(
                        known.stream().anyMatch(text::startsWith)
                            || tried.stream().anyMatch(sql -> sql.startsWith(text)))
                    .as(text)
                    .isTrue());
  }

  @Test
  void without_a_space_no_statement_finds_or_changes_anything() throws SQLException {
    var faults = new Trial("", "").faults();

    assertThat(faults).isEmpty();
  }

  @Test
  void with_the_space_of_another_no_statement_finds_or_changes_anything() throws SQLException {
    var faults = new Trial(OTHER.toString(), Ids.next().toString()).faults();

    assertThat(faults).isEmpty();
  }

  /**
   * Tries all statements under settings.
   *
   * @param space whose it is, '' for none
   */
  private record Trial(String space, String person) {

    List<String> faults() throws SQLException {
      var faults = new ArrayList<String>();
      var before = theirs();
      try (var connection = RealPostgres.app().connect()) {
        connection.setAutoCommit(false);
        for (var statement : Statements.all()) {
          if (!OF_THE_CATALOG.contains(statement.name())) tryOut(connection, statement, faults);
        }
      }
      if (!theirs().equals(before)) faults.add("something of theirs was changed");
      return faults;
    }

    private void tryOut(Connection connection, Statement statement, List<String> faults)
        throws SQLException {
      var types = types(connection, statement);
      for (var first : IDS) {
        for (var id : IDS) {
          var outcome = run(connection, types, first, id, "'CLAUDE'");
          // A text that is to be JSON.
          if (outcome.startsWith("22P02")) outcome = run(connection, types, first, id, "'{}'");
          if (!outcome.isEmpty()) faults.add(statement.name() + ": " + outcome);
        }
      }
    }

    private List<String> types(Connection connection, Statement statement) throws SQLException {
      try (var prepare = connection.createStatement()) {
        prepare.execute("DEALLOCATE ALL");
        prepare.execute("PREPARE tried AS " + statement.sql());
        try (var rows =
            prepare.executeQuery(
                "SELECT unnest(parameter_types)::text FROM pg_prepared_statements WHERE name = 'tried'")) {
          var types = new ArrayList<String>();
          while (rows.next()) types.add(rows.getString(1));
          connection.commit();
          return types;
        }
      }
    }

    private String run(Connection connection, List<String> types, UUID first, UUID id, String text)
        throws SQLException {
      var values = new ArrayList<String>();
      for (int i = 0; i < types.size(); i++) {
        values.add(value(types.get(i), i == 0 ? first : id, text));
      }
      try (var execute = connection.createStatement()) {
        execute.execute(
            "SELECT set_config('everthread.space', '%s', true), set_config('everthread.person', '%s', true)"
                .formatted(space, person));
        boolean rows =
            execute.execute(
                "EXECUTE tried" + (values.isEmpty() ? "" : "(" + String.join(", ", values) + ")"));
        var outcome = rows ? shown(execute) : changed(execute.getUpdateCount());
        connection.commit();
        return outcome;
      } catch (SQLException refused) {
        connection.rollback();
        return REFUSALS.contains(refused.getSQLState()) ? "" : refused.getSQLState() + " " + values;
      }
    }

    /** Counts of nothing are nothing; all else that is shown must be one's own. */
    private String shown(java.sql.Statement execute) throws SQLException {
      var shown = new StringBuilder();
      try (var rows = execute.getResultSet()) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          for (int i = 1; i <= columns; i++) {
            var cell = rows.getString(i);
            boolean own = cell != null && !space.isEmpty() && cell.contains(space);
            if (cell != null && !cell.equals("0") && !cell.equals("f") && !own) {
              shown.append(cell).append(' ');
            }
          }
        }
      }
      var text = shown.toString();
      boolean theirs =
          text.contains(CANARY) || IDS.stream().anyMatch(id -> text.contains(id.toString()));
      return theirs || (space.isEmpty() && !text.isEmpty()) ? "shows " + text : "";
    }

    private String changed(int rows) {
      return rows > 0 && space.isEmpty() ? "changes " + rows + " rows" : "";
    }
  }

  private static String value(String type, UUID id, String text) {
    return switch (type) {
      case "uuid" -> "'" + id + "'";
      case "uuid[]" -> "ARRAY['" + id + "']::uuid[]";
      case "text" -> text;
      case "text[]" -> "ARRAY[" + text + "]::text[]";
      case "bytea" -> "'\\x00'::bytea";
      case "bytea[]" -> "ARRAY['\\x00'::bytea]";
      case "boolean" -> "true";
      case "boolean[]" -> "ARRAY[true]";
      case "timestamp with time zone" -> "now()";
      case "timestamp with time zone[]" -> "ARRAY[now()]";
      case "jsonb" -> "'{}'::jsonb";
      case "jsonb[]" -> "ARRAY['{}'::jsonb]";
      case "double precision" -> "0.5";
      default -> type.endsWith("[]") ? "ARRAY[1]::" + type : "1";
    };
  }

  /** All rows of theirs, as their own setting shows them. */
  private static List<String> theirs() throws SQLException {
    var rows = new ArrayList<String>();
    try (var connection = RealPostgres.owner().connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "SELECT set_config('everthread.space', '%s', false), set_config('everthread.person', '%s', false)"
              .formatted(THEIRS, RealPostgres.person().person()));
      for (var table : tables(statement)) {
        try (var found = statement.executeQuery("SELECT t::text FROM " + table + " t ORDER BY 1")) {
          while (found.next()) rows.add(table + " " + found.getString(1));
        }
      }
    }
    assertThat(String.join("", rows)).contains(CANARY);
    return rows;
  }

  private static List<String> tables(java.sql.Statement statement) throws SQLException {
    try (var found =
        statement.executeQuery(
            "SELECT string_agg(tablename, ' ') FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_history'")) {
      found.next();
      return Arrays.asList(found.getString(1).split(" ", -1));
    }
  }
}
