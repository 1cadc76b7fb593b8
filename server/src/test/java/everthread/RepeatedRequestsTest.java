package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.LiveServer.Answer;
import everthread.LiveServer.Caller;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request with an Idempotency-Key has its effect once. */
class RepeatedRequestsTest {
  private static final String BODY = "{\"content\":\"Likes rain\"}";
  private final Caller caller = Caller.inNewSpace();
  private final String key = UUID.randomUUID().toString();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/memory|{\"content\":\"Likes rain\"}",
        "/v1/spaces|{\"name\":\"n\"}",
        "/v1/keys|{\"name\":\"n\"}",
        "/v1/conversations|{\"site\":\"claude\",\"source_id\":\"s\",\"messages\":[]}"
      })
  void sent_again_it_has_the_first_answer(String path, String body) {
    var first = post(caller, path, key, body);
    var again = post(caller, path, key, body);

    assertThat(first.status()).isIn(200, 201);
    assertThat(again.status()).isEqualTo(first.status());
    assertThat(again.response().body()).isEqualTo(first.response().body());
  }

  @Test
  void nothing_is_made_twice() {
    post(caller, "/v1/memory", key, BODY);
    post(caller, "/v1/memory", key, BODY);
    post(caller, "/v1/memory", key + "b", BODY);

    assertThat(caller.get("/v1/memory").json().get("data")).hasSize(2);
  }

  @Test
  void with_another_body_the_key_is_refused() {
    post(caller, "/v1/memory", key, BODY);

    var other = post(caller, "/v1/memory", key, "{\"content\":\"Likes snow\"}");

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("idempotency_key_reused");
  }

  @Test
  void of_a_refused_request_nothing_is_kept() {
    assertThat(post(caller, "/v1/memory", key, "{\"content\":1}").status()).isEqualTo(422);

    assertThat(post(caller, "/v1/memory", key, BODY).status()).isEqualTo(201);
  }

  @Test
  void at_once_fifty_times_it_is_served_once() throws InterruptedException {
    var answers = new ConcurrentLinkedQueue<Answer>();
    var threads = new Thread[50];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.ofVirtual().start(() -> answers.add(post(caller, "/v1/memory", key, BODY)));
    }
    for (var thread : threads) thread.join();

    assertThat(caller.get("/v1/memory").json().get("data")).hasSize(1);
    assertThat(answers)
        .hasSize(50)
        .allMatch(
            answer ->
                answer.status() == 201
                    || (answer.status() == 409 && answer.code().equals("idempotency_in_progress")));
  }

  @Test
  void a_key_has_1_to_255_characters() {
    assertThat(post(caller, "/v1/memory", "k".repeat(255), BODY).status()).isEqualTo(201);
    assertThat(post(caller, "/v1/memory", "k".repeat(256), BODY).code())
        .isEqualTo("invalid_idempotency_key");
  }

  @Test
  void another_caller_with_the_same_key_is_another_request() {
    var other = Caller.inNewSpace();
    post(caller, "/v1/memory", key, BODY);

    assertThat(post(other, "/v1/memory", key, "{\"content\":\"Likes snow\"}").status())
        .isEqualTo(201);
  }

  private static Answer post(Caller caller, String path, String key, String body) {
    return LiveServer.send(
        caller
            .request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }
}
