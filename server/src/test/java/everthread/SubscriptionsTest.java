package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.LiveServer.Caller;
import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What clients are told of resources that they watch, in both eras, on the real server. */
class SubscriptionsTest {
  private static final String CHAT =
      """
      {"site":"claude","source_id":"%s","title":"Lamps","messages":[{"source_id":"u","role":"user","text":"%s"}]}
      """;

  private final Caller caller = Caller.inNewSpace();

  @Test
  void a_session_is_told_of_the_memory_that_it_watches_and_of_no_other() {
    var session = begin(caller);
    var watched = memory(caller, "User polishes brass");
    var other = memory(caller, "User plants kale");
    assertThat(subscribe(session, "everthread://memory/" + watched).path("result")).isEmpty();

    try (var stream = McpStream.get(caller, session.id())) {
      caller.patch("/v1/memory/" + other, "{\"content\":\"User plants chard\"}");
      caller.patch("/v1/memory/" + watched, "{\"content\":\"User polishes copper\"}");

      var told = stream.next();
      assertThat(told.path("method").asText()).isEqualTo("notifications/resources/updated");
      assertThat(told.at("/params/uri").asText()).isEqualTo("everthread://memory/" + watched);
    }
  }

  @Test
  void what_changed_before_the_stream_was_open_is_told_once_it_is() {
    var session = begin(caller);
    var watched = memory(caller, "User polishes brass");
    subscribe(session, "everthread://memory/" + watched);
    caller.patch("/v1/memory/" + watched, "{\"content\":\"User polishes copper\"}");

    try (var stream = McpStream.get(caller, session.id())) {
      assertThat(stream.next().at("/params/uri").asText()).endsWith(watched);
    }
  }

  @Test
  void a_session_that_no_longer_watches_is_told_of_the_list_alone() {
    var session = begin(caller);
    var chat = chat(caller, "lamps", "Which lamp?");
    subscribe(session, "everthread://conversation/" + chat);
    session.rpc("resources/unsubscribe", "{\"uri\":\"everthread://conversation/" + chat + "\"}");

    try (var stream = McpStream.get(caller, session.id())) {
      chat(caller, "lamps", "Which lamp is it?");
      chat(caller, "more", "And now?");

      assertThat(stream.next().path("method").asText())
          .isEqualTo("notifications/resources/list_changed");
    }
  }

  @Test
  void a_listener_is_acknowledged_first_and_every_message_names_its_request() {
    var chat = chat(caller, "lamps", "Which lamp?");
    var uri = "everthread://conversation/" + chat;

    try (var stream =
        McpStream.listen(
            caller,
            "{\"resourceSubscriptions\":[\""
                + uri
                + "\",\"file:///etc\"],\"toolsListChanged\":true,\"resourcesListChanged\":true}")) {
      var acknowledged = stream.next();
      assertThat(acknowledged.path("method").asText())
          .isEqualTo("notifications/subscriptions/acknowledged");
      assertThat(acknowledged.at("/params/notifications").toString())
          .isEqualTo("{\"resourcesListChanged\":true,\"resourceSubscriptions\":[\"" + uri + "\"]}");
      assertThat(subscription(acknowledged)).isEqualTo(1);

      chat(caller, "lamps", "Which lamp is brighter?");

      var list = stream.next();
      var updated = stream.next();
      assertThat(list.path("method").asText()).isEqualTo("notifications/resources/list_changed");
      assertThat(updated.at("/params/uri").asText()).isEqualTo(uri);
      assertThat(subscription(list)).isEqualTo(1);
      assertThat(subscription(updated)).isEqualTo(1);
    }
  }

  @Test
  void a_listener_that_did_not_ask_for_the_list_hears_of_its_resource_alone() {
    var chat = chat(caller, "lamps", "Which lamp?");

    try (var stream = McpStream.listen(caller, watching("everthread://conversation/" + chat))) {
      stream.next();
      chat(caller, "other", "Something else");
      chat(caller, "lamps", "Which lamp is brighter?");

      assertThat(stream.next().path("method").asText())
          .isEqualTo("notifications/resources/updated");
    }
  }

  @Test
  void nobody_hears_of_another_space() {
    var theirs = chat(caller, "lamps", "Which lamp?");
    var stranger = Caller.inNewSpace();
    var own = memory(stranger, "User polishes brass");

    try (var stream =
        McpStream.listen(
            stranger,
            watching("everthread://conversation/" + theirs, "everthread://memory/" + own))) {
      stream.next();
      chat(caller, "lamps", "Which lamp is brighter?");
      stranger.patch("/v1/memory/" + own, "{\"content\":\"User polishes copper\"}");

      assertThat(stream.next().at("/params/uri").asText()).endsWith(own);
    }
  }

  @Test
  void a_revoked_key_hears_nothing_more() {
    var made =
        caller.post("/v1/keys", "{\"name\":\"a client\",\"scopes\":[\"read\",\"write\"]}").json();
    var client = new Caller(made.path("key").asText(), null);
    var watched = memory(client, "User polishes brass");

    try (var stream = McpStream.listen(client, watching("everthread://memory/" + watched))) {
      stream.next();
      assertThat(caller.delete("/v1/keys/" + made.path("id").asText()).status()).isLessThan(300);
      caller.patch("/v1/memory/" + watched, "{\"content\":\"User polishes copper\"}");

      stream.expectEndWithoutNotification();
    }
  }

  @Test
  void a_session_is_of_use_with_its_own_key_until_it_is_ended() {
    var session = begin(caller);
    var stranger = new McpSession(Caller.inNewSpace(), session.id());

    assertThat(stranger.get().status()).isEqualTo(404);
    assertThat(stranger.delete().status()).isEqualTo(404);
    assertThat(subscribe(stranger, "everthread://memory/mem_x").at("/error/code").asInt())
        .isEqualTo(-32602);
    assertThat(session.delete().status()).isEqualTo(204);
    assertThat(session.delete().status()).isEqualTo(404);
    assertThat(session.get().status()).isEqualTo(404);
    assertThat(session.post("ping", "{}").status()).isEqualTo(404);
  }

  @Test
  void a_session_of_before_a_restart_hinders_no_request() {
    var lost = new McpSession(caller, "01234567-89ab-4cde-8f01-23456789abcd");

    assertThat(lost.post("tools/list", "{}").status()).isEqualTo(200);
    assertThat(lost.get().status()).isEqualTo(404);
  }

  @Test
  void what_cannot_be_watched_is_refused_with_words() {
    var session = begin(caller);

    assertThat(subscribe(session, "file:///etc/passwd").at("/error/code").asInt())
        .isEqualTo(-32002);
    assertThat(subscribe(new McpSession(caller, ""), "everthread://memory/x").path("error"))
        .isNotEmpty();
    for (int i = 0; i < 200; i++) {
      assertThat(subscribe(session, numbered(i)).path("result")).isEmpty();
    }
    assertThat(subscribe(session, numbered(200)).at("/error/message").asText()).contains("200");
  }

  @Test
  void a_stream_that_its_client_dropped_makes_room_for_another() {
    var session = begin(caller);
    var streams = new ArrayList<McpStream>();
    for (int i = 0; i < 8; i++) streams.add(McpStream.get(caller, session.id()));
    assertThat(session.statusOfStream()).isEqualTo(429);

    streams.getFirst().close();

    // The server looks every two seconds whether a client is still there.
    while (session.statusOfStream() == 429) LockSupport.parkNanos(20_000_000);
    streams.forEach(McpStream::close);
  }

  private static String numbered(int i) {
    return "everthread://conversation/%08d-0000-7000-8000-000000000000".formatted(i);
  }

  @Test
  void a_server_that_stops_ends_its_streams_and_says_so_to_listeners() {
    var one = OneServer.with();
    var owner = new Caller(OneServer.KEY, null);
    var stream = McpStream.listen(one.server().address(), owner, "{\"resourcesListChanged\":true}");
    stream.next();

    one.close();

    var last = stream.next();
    assertThat(last.at("/result/resultType").asText()).isEqualTo("complete");
    assertThat(last.at("/result/_meta/io.modelcontextprotocol~1subscriptionId").asInt())
        .isEqualTo(1);
    stream.expectEndWithoutNotification();
    stream.close();
  }

  private static String watching(String... uris) {
    return "{\"resourceSubscriptions\":[\"" + String.join("\",\"", uris) + "\"]}";
  }

  private static int subscription(JsonNode message) {
    return message.at("/params/_meta/io.modelcontextprotocol~1subscriptionId").asInt();
  }

  private static McpSession begin(Caller caller) {
    return McpSession.begin(caller);
  }

  private static JsonNode subscribe(McpSession session, String uri) {
    return session.rpc("resources/subscribe", "{\"uri\":\"" + uri + "\"}");
  }

  private static String memory(Caller caller, String content) {
    return caller
        .post("/v1/memory", "{\"content\":\"" + content + "\"}")
        .json()
        .path("id")
        .asText();
  }

  private static String chat(Caller caller, String source, String text) {
    return caller
        .post("/v1/conversations", CHAT.formatted(source, text))
        .json()
        .path("id")
        .asText();
  }
}
