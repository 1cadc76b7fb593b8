package everthread.bench.faults;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** What was acknowledged beside what is stored and what is found. */
final class Audit {
  private static final int AT_ONCE = 20;

  private Audit() {}

  /**
   * @param acknowledged messages whose capture was acknowledged
   * @param lost acknowledged and not stored
   * @param twice stored more than once
   * @param notFound acknowledged and not found by a search for their word
   * @param unacknowledged stored though nobody was told, which is allowed
   */
  record Verdict(int acknowledged, int lost, int twice, int notFound, int unacknowledged) {
    boolean holds() {
      return lost == 0 && twice == 0 && notFound == 0;
    }
  }

  /** Returns when all that was captured is read, looked through for facts and indexed. */
  static void awaitDone(Caller caller) {
    while (true) {
      var pending = caller.get("/v1/stats").get("pending");
      if (pending.get("reading").asLong()
              + pending.get("extraction").asLong()
              + pending.get("index").asLong()
          == 0) {
        return;
      }
      LockSupport.parkNanos(250_000_000);
    }
  }

  /**
   * @param told the texts of acknowledged captures; a message's word is the last one
   */
  static Verdict of(Set<String> told, FaultServer server, Caller caller)
      throws IOException, SQLException {
    try (var rows = server.rows()) {
      return of(told, stored(rows), caller);
    }
  }

  static HashMap<String, Integer> stored(Connection connection) throws SQLException {
    var stored = new HashMap<String, Integer>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT text, count(*) FROM message GROUP BY text")) {
      while (rows.next()) stored.put(rows.getString(1), rows.getInt(2));
    }
    return stored;
  }

  private static Verdict of(Set<String> told, HashMap<String, Integer> stored, Caller caller) {
    int lost = 0;
    for (var text : told) if (!stored.containsKey(text)) lost++;
    int twice = (int) stored.values().stream().filter(count -> count > 1).count();
    var unacknowledged = new HashSet<>(stored.keySet());
    unacknowledged.removeAll(told);
    return new Verdict(
        told.size(), lost, twice, notFound(List.copyOf(told), caller), unacknowledged.size());
  }

  private static int notFound(List<String> told, Caller caller) {
    int missing = 0;
    for (int i = 0; i < told.size(); i += AT_ONCE) {
      var some = told.subList(i, Math.min(told.size(), i + AT_ONCE));
      var found = found(some, caller);
      for (var text : some)
        if (!found.contains(text) && !found(List.of(text), caller).contains(text)) missing++;
    }
    return missing;
  }

  private static Set<String> found(List<String> texts, Caller caller) {
    var words = new ArrayList<String>();
    for (var text : texts) words.add(text.substring(text.lastIndexOf(' ') + 1, text.length() - 1));
    var question = URLEncoder.encode(String.join(" OR ", words), StandardCharsets.UTF_8);
    var found = new HashSet<String>();
    for (var hit :
        caller.get("/v1/search?kind=message&mode=words&limit=100&q=" + question).get("data")) {
      found.add(hit.get("text").asText());
    }
    return found;
  }
}
