package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.Doors.Door;
import everthread.LiveServer.Caller;
import everthread.Resident.Kind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nobody sees, changes or learns of what is another's, by any door. */
class StrangersTest {
  /** Names that older clients call; docs/mcp.md has them. */
  private static final int TAKEN_UNLISTED = 6;

  private static HomeDatabase database;

  @BeforeAll
  static void look() {
    database = HomeDatabase.of(LiveServer.home());
  }

  @AfterAll
  static void leave() {
    database.close();
  }

  @Test
  void every_route_of_the_server_stands_in_the_matrix() {
    var served = new TreeSet<String>();
    for (var route : LiveServer.server().routes()) {
      if (route.getPath() == null || route.methods() == null) continue;
      route.methods().forEach(method -> served.add(method + " " + route.getPath()));
    }
    served.removeIf(route -> route.endsWith(" /mcp") || route.endsWith(" /api/mcp"));

    var listed = new TreeSet<>(Doors.ALL.stream().map(Door::route).toList());

    assertThat(served).isNotEmpty().isEqualTo(listed);
  }

  @Test
  void every_tool_and_method_of_MCP_stands_in_the_matrix() {
    var served = mcp("tools/list", "{}").at("/result/tools").findValuesAsText("name");

    assertThat(served).isNotEmpty();
    assertThat(Doors.TOOLS.keySet()).containsAll(served);
    assertThat(Doors.TOOLS.keySet()).hasSize(served.size() + TAKEN_UNLISTED);
  }

  private static com.fasterxml.jackson.databind.JsonNode mcp(String method, String params) {
    var request =
        HttpRequest.newBuilder(URI.create(LiveServer.address() + "/mcp"))
            .header("Authorization", "Bearer " + LiveServer.OWNER_KEY);
    McpWords.headers(false, method, "").forEach(request::header);
    request.setHeader("Accept", "application/json");
    return LiveServer.send(
            request.POST(BodyPublishers.ofString(McpWords.message(false, method, params))))
        .json();
  }

  @Test
  void a_stranger_learns_and_changes_nothing_by_any_door() {
    var victim = Resident.moveIn(database);
    var stranger = Resident.moveIn(database);
    var strangers = Strangers.around(victim, stranger, database);
    var before = Belongings.of(victim, database);
    var trespass = new Trespass(victim, stranger, strangers);

    trespass.everywhere();

    assertThat(trespass.faults()).isEmpty();
    assertThat(Belongings.of(victim, database)).isEqualTo(before);
    assertThat(trespass.count()).isGreaterThan(1_500);
  }

  @Test
  void the_matrix_finds_what_is_there_when_its_owner_knocks() {
    var victim = Resident.moveIn(database);
    var caller = victim.caller();

    var conversation = caller.get("/v1/conversations/" + victim.of(Kind.CONVERSATION).getFirst());
    var found = caller.get("/v1/search?q=" + victim.canary().substring(0, 12) + "*");

    assertThat(conversation.response().body()).contains(victim.canary());
    assertThat(found.response().body()).contains(victim.canary());
    assertThat(caller.get("/v1/memory").response().body()).contains(victim.canary());
    assertThat(caller.get("/v1/keys").response().body()).contains(victim.canary());
  }

  @Test
  void a_key_of_one_space_is_made_for_no_other() {
    var victim = Resident.moveIn(database);
    var stranger = Resident.moveIn(database);

    var made =
        stranger
            .caller()
            .post("/v1/keys", "{\"name\":\"n\",\"scopes\":[\"read\"]}")
            .json()
            .get("key")
            .asText();

    var answer = new Caller(made, victim.space()).get("/v1/memory");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(List.of(answer.code())).containsExactly("not_found");
  }
}
