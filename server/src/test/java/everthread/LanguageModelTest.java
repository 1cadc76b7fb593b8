package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.extract.llm.StubModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A whole server with a language model beside it, which is a stub that speaks the protocol. */
class LanguageModelTest {
  private static final String CONVERSATION =
      """
      {"site":"claude","source_id":"c1","messages":[
        {"source_id":"m1","role":"user","text":"I live in Lugo. My rowing club meets near Graz."},
        {"source_id":"m2","role":"assistant","text":"I am a model and I live in a data centre."}]}
      """;
  private static final String FOUND =
      "{\"facts\":[{\"fact\":\"User rows in a club near Graz\",\"quote\":\"My rowing club meets near Graz\",\"certain\":true},"
          + "{\"fact\":\"User lives in Lugo\",\"quote\":\"I live in Lugo\",\"certain\":true},"
          + "{\"fact\":\"User lives in a data centre\",\"quote\":\"I live in a data centre\",\"certain\":true}]}";

  @Test
  void the_rules_facts_are_there_at_once_and_the_models_follow() throws InterruptedException {
    var mayAnswer = new CountDownLatch(1);
    try (var model = new StubModel();
        var server = server(model)) {
      model.thenSays(FOUND);
      model.beforeEach(() -> awaited(mayAnswer));
      server.post("/v1/conversations", CONVERSATION);

      eventually(() -> memories(server).contains("User lives in Lugo"));
      eventually(() -> model.requests() == 1);
      assertThat(memories(server)).doesNotContain("User rows in a club near Graz");
      mayAnswer.countDown();

      eventually(() -> memories(server).contains("User rows in a club near Graz"));
      assertThat(memories(server))
          .containsExactlyInAnyOrder("User lives in Lugo", "User rows in a club near Graz");
      assertThat(model.lastUserMessage()).doesNotContain("data centre");
      eventually(() -> pending(server) == 0);
      assertThat(server.get("/metrics").response().body())
          .contains("everthread_llm_tokens_today 340.0", "end=\"answered\"")
          .doesNotContain("Graz");
    }
  }

  @Test
  void a_model_that_fails_is_felt_by_nobody_and_its_work_waits() {
    try (var model = new StubModel();
        var server = server(model)) {
      model.thenFails(401, java.util.Map.of());
      server.post("/v1/conversations", CONVERSATION);

      eventually(() -> memories(server).contains("User lives in Lugo"));
      eventually(() -> model.requests() >= 1);
      assertThat(server.get("/health/ready").status()).isEqualTo(200);
      assertThat(pending(server)).isEqualTo(1);
    }
  }

  @Test
  void an_erased_conversation_is_not_remembered_by_a_model_that_answers_late()
      throws InterruptedException {
    var mayAnswer = new CountDownLatch(1);
    try (var model = new StubModel();
        var server = server(model)) {
      model.thenSays(FOUND);
      model.beforeEach(() -> awaited(mayAnswer));
      var id = server.post("/v1/conversations", CONVERSATION).json().get("id").asText();
      eventually(() -> model.requests() == 1);
      server.send("DELETE", "/v1/conversations/" + id, null);
      mayAnswer.countDown();

      eventually(() -> model.answered() == 1);
      Thread.sleep(500);
      assertThat(memories(server)).isEmpty();
    }
  }

  private static OneServer server(StubModel model) {
    return OneServer.with(
        "EVERTHREAD_LLM_URL", model.url().toString(), "EVERTHREAD_LLM_MODEL", "small");
  }

  private static List<String> memories(OneServer server) {
    var contents = new ArrayList<String>();
    server
        .get("/v1/memory")
        .json()
        .get("data")
        .forEach(memory -> contents.add(memory.get("content").asText()));
    return contents;
  }

  private static int pending(OneServer server) {
    return server.get("/v1/stats").json().at("/pending/extraction").asInt(-1);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void eventually(BooleanSupplier is) {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!is.getAsBoolean() && System.nanoTime() < until) {
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
    assertThat(is.getAsBoolean()).isTrue();
  }
}
