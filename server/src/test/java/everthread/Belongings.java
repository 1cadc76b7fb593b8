package everthread;

import java.util.ArrayList;
import java.util.List;

/** Everything that a resident has in the database, row by row, to be compared before and after. */
record Belongings(List<String> rows) {
  private static final List<String> OF_A_SPACE =
      List.of(
          "space",
          "space_member",
          "change",
          "conversation",
          "message",
          "capture",
          "conversation_tombstone",
          "memory",
          "memory_version",
          "memory_tombstone");

  static Belongings of(Resident resident, HomeDatabase database) {
    resident.caller().awaitNothingPending();
    var rows = new ArrayList<String>();
    for (var table : OF_A_SPACE) {
      rows.addAll(
          database.list(
              "SELECT t::text FROM " + table + " t WHERE space_id = ?::uuid ORDER BY 1",
              resident.space()));
    }
    rows.addAll(
        database.list(
            "SELECT row(id, name, scopes, home_space_id, expires_at, revoked_at)::text FROM access_key WHERE person_id = ?::uuid ORDER BY 1",
            resident.person()));
    rows.addAll(
        database.list(
            "SELECT t::text FROM web_session t WHERE person_id = ?::uuid ORDER BY 1",
            resident.person()));
    rows.addAll(
        database.list("SELECT t::text FROM person t WHERE id = ?::uuid", resident.person()));
    return new Belongings(rows);
  }
}
