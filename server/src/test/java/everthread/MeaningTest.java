package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.search.embed.StubEndpoint;
import everthread.search.embed.StubEndpoint.Trouble;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reading for meaning in a running server, by an endpoint and by the model that comes with it. */
class MeaningTest {
  private static final String CANARY = "canaryhazelnut";

  private final StubEndpoint stub = new StubEndpoint();
  private final Path home = OneServer.newHome();

  @AfterEach
  void close() {
    stub.close();
  }

  @Test
  void what_is_said_is_read_by_the_endpoint_and_no_log_tells_what_was_said() {
    stub.trouble = Trouble.BROKEN;
    try (var log = LogLinesCaught.open();
        var server = withEndpoint("letters");
        var database = HomeDatabase.of(home)) {
      tell(server, "a");
      var waiting = await(server, "trouble", "The embeddings endpoint fails (500).");

      assertThat(waiting.path("model").isNull()).as("it never answered").isTrue();
      assertThat(server.get("/v1/search?q=" + CANARY).json().path("total").asInt()).isEqualTo(2);
      assertThat(server.get("/health/ready").status()).isEqualTo(200);

      stub.trouble = Trouble.NONE;
      awaitRead(server);

      assertThat(stub.asked)
          .contains("Where did we put the " + CANARY + "?", "The " + CANARY + " is in the shed.");
      assertThat(models(database)).hasSize(1).allMatch(model -> model.startsWith("letters@127."));
      assertThat(server.get("/metrics").response().body())
          .contains("everthread_embeddings{state=\"waiting\"} 0")
          .contains("everthread_embedding_passages_total 2");
      stub.trouble = Trouble.GARBAGE;
      tell(server, "b");
      await(server, "trouble", "The embeddings endpoint answers no JSON.");
      assertThat(log.all()).contains("reading for meaning waits").doesNotContain(CANARY);
    }
  }

  @Test
  void after_a_change_of_model_everything_is_read_again_and_the_old_vectors_go() {
    try (var server = withEndpoint("one")) {
      tell(server, "a");
      awaitRead(server);
    }
    stub.asked.clear();
    try (var server = withEndpoint("one")) {
      awaitRead(server);
      tell(server, "b");
      awaitRead(server);
    }
    assertThat(stub.asked)
        .as("only what is new is computed, after a word to see that the model is there")
        .filteredOn(text -> !text.equals("hello"))
        .hasSize(2);
    stub.trouble = Trouble.NO_MODEL;

    try (var server = withEndpoint("two");
        var database = HomeDatabase.of(home)) {
      assertThat(server.get("/v1/search?q=" + CANARY).json().path("total").asInt()).isEqualTo(4);
      assertThat(models(database)).allMatch(model -> model.startsWith("one@"));
      stub.trouble = Trouble.NONE;
      awaitRead(server);
      for (int i = 0; i < 600 && models(database).size() > 1; i++) pause();

      assertThat(models(database)).hasSize(1).allMatch(model -> model.startsWith("two@"));
    }
  }

  @Test
  void the_model_that_comes_with_everthread_reads_unless_it_is_switched_off() {
    try (var server = OneServer.in(home, "EVERTHREAD_EMBEDDINGS", "off")) {
      tell(server, "a");
      assertThat(stats(server).path("meaning").path("model").isNull()).isTrue();
      assertThat(stats(server).path("pending").path("embedding").asInt()).isZero();
    }
    try (var server = OneServer.in(home);
        var database = HomeDatabase.of(home)) {
      awaitRead(server);

      assertThat(models(database)).containsExactly("e5-small-v2-q/128");
      assertThat(
              database.list(
                  "SELECT length(tokens) / greatest(length(pieces), 1) FROM message_vector"))
          .hasSize(2)
          .containsOnly("32");
      assertThat(database.list("SELECT length(pooled) FROM message_vector")).containsOnly("384");
    }
  }

  private OneServer withEndpoint(String model) {
    return OneServer.in(
        home,
        "EVERTHREAD_EMBEDDINGS_URL",
        stub.url(),
        "EVERTHREAD_EMBEDDINGS_MODEL",
        model,
        "EVERTHREAD_EMBEDDINGS_KEY",
        "sk-" + CANARY);
  }

  private static void tell(OneServer server, String chat) {
    var told =
        server.post(
            "/v1/conversations",
            """
            {"site":"claude","source_id":"%1$s","messages":[
              {"source_id":"u","role":"user","text":"Where did we put the %2$s?"},
              {"source_id":"a","role":"assistant","text":"The %2$s is in the shed."}]}
            """
                .formatted(chat, CANARY));
    assertThat(told.status()).isEqualTo(200);
  }

  private static List<String> models(HomeDatabase database) {
    return database.list("SELECT DISTINCT model FROM message_vector ORDER BY 1");
  }

  private static JsonNode stats(OneServer server) {
    return server.get("/v1/stats").json();
  }

  private static void awaitRead(OneServer server) {
    for (int i = 0; i < 1_200; i++) {
      var meaning = stats(server).path("meaning");
      if (!meaning.path("model").isNull() && meaning.path("pending").asInt() == 0) return;
      pause();
    }
    throw new AssertionError("not read: " + stats(server));
  }

  private static JsonNode await(OneServer server, String field, String value) {
    for (int i = 0; i < 1_200; i++) {
      var meaning = stats(server).path("meaning");
      if (meaning.path(field).asText().equals(value)) return meaning;
      pause();
    }
    throw new AssertionError("never " + value + ": " + stats(server));
  }

  private static void pause() {
    LockSupport.parkNanos(50_000_000);
  }
}
