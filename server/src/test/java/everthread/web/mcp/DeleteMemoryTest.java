package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeleteMemoryTest {
  private final McpTestServer server = new McpTestServer();
  private final McpClient client = server.client(McpTestServer.OWNER);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_deleted_memory_is_gone_at_once_and_the_person_can_undo_it() {
    var memory = server.remember("User has two cats");

    var reply = client.call("delete_memory", "memory_id", memory.wireId());

    assertThat(reply.text()).contains("undo this for ten minutes on Everthread's memories page");
    assertThat(reply.data().path("kind").asText()).isEqualTo("memory");
    assertThat(client.call("search_memory", "query", "cats").data().path("hits")).isEmpty();
    assertThat(server.memories.restore(server.space, memory.id())).isTrue();
    reply.fits(client.request("tools/list").result().path("tools").path(4).path("outputSchema"));
  }

  @Test
  void the_bare_uuid_of_a_memory_is_understood() {
    var memory = server.remember("User has two cats");

    assertThat(client.call("delete_memory", "memory_id", memory.id()).text())
        .startsWith("Deleted memory " + memory.wireId());
  }

  @Test
  void a_deleted_conversation_is_gone_with_its_messages() {
    var chat = server.chat("Cats", "I have two cats");

    client.call("delete_memory", "conversation_id", chat).text();

    assertThat(client.call("search_memory", "query", "cats").data().path("hits")).isEmpty();
    assertThat(client.call("get_conversation", "conversation_id", chat).advice())
        .startsWith("There is no conversation");
  }

  @Test
  void deleting_twice_is_refused_the_second_time() {
    var memory = server.remember("User has two cats");
    client.call("delete_memory", "memory_id", memory.wireId()).text();

    assertThat(client.call("delete_memory", "memory_id", memory.wireId()).advice())
        .startsWith("There is no memory with this id.");
  }

  @Test
  void exactly_one_id_is_wanted() {
    assertThat(client.call("delete_memory").advice()).contains("either memory_id or");
    assertThat(client.call("delete_memory", "memory_id", "a", "conversation_id", "b").advice())
        .contains("either memory_id or");
  }
}
