package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.space.Ids;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Who may do what, and what others see: nothing. */
class AccessTest {
  private static final McpTestServer SERVER = new McpTestServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void without_a_key_the_way_in_is_named() {
    var reply = SERVER.client("").without("Authorization").request("tools/list").isError(401, 401);

    assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void a_wrong_key_is_told_as_such() {
    var reply = SERVER.client("et_wrong").stateless().request("tools/list").isError(401, 401);

    assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
  }

  @Test
  void a_key_in_the_address_is_not_looked_at() {
    var client =
        new McpClient(SERVER.base().resolve("/mcp?access_token=" + McpTestServer.OWNER), "x");

    client.without("Authorization").request("tools/list").isError(401, 401);
  }

  @Test
  void a_key_that_may_only_read_cannot_add_or_delete() {
    var memory = SERVER.remember("User plays the cello");
    var reader = SERVER.client(McpTestServer.READER);

    for (var client : List.of(reader, reader.stateless())) {
      var reply = client.call("delete_memory", "memory_id", memory.wireId()).isError(403, 403);
      assertThat(reply.header("WWW-Authenticate"))
          .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"write\"");
      client.call("add_memory", "content", "x").isError(403, 403);
      assertThat(client.call("search_memory", "query", "cello").data().path("hits")).hasSize(1);
    }
  }

  @Test
  void another_space_sees_nothing_and_its_ids_answer_like_absent_ones() {
    var memory = SERVER.remember("User keeps bees");
    var chat = SERVER.chat("Bees", "How do I winter bees?");
    var stranger = SERVER.client(McpTestServer.STRANGER);

    assertThat(stranger.call("search_memory", "query", "bees").data().path("hits")).isEmpty();
    assertThat(stranger.call("list_memories").data().path("memories")).isEmpty();
    assertThat(stranger.call("get_conversation", "conversation_id", chat).advice())
        .isEqualTo(stranger.call("get_conversation", "conversation_id", Ids.next()).advice())
        .isEqualTo(stranger.call("get_conversation", "conversation_id", "no id").advice());
    assertThat(stranger.call("delete_memory", "memory_id", memory.wireId()).advice())
        .isEqualTo(stranger.call("delete_memory", "memory_id", Ids.next()).advice())
        .isEqualTo(stranger.call("delete_memory", "memory_id", "no id").advice());
    assertThat(SERVER.memories.find(SERVER.space, memory.id())).isPresent();
  }
}
