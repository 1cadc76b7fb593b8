package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.LiveServer.Caller;
import everthread.bench.fuzz.Declared;
import everthread.bench.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

/** A few thousand of the mutated requests of {@code ./bench fuzz}. */
class FuzzTest {
  private static final long SEED = 47;
  private static final int CASES = 3_000;

  @Test
  void no_mutated_request_breaks_anything() throws InterruptedException {
    var owner = Caller.owner();
    var memory = owner.post("/v1/memory", "{\"content\":\"Likes rain\"}").json().get("id").asText();
    var conversation =
        owner
            .post(
                "/v1/conversations",
                "{\"site\":\"api\",\"source_id\":\"fuzz\",\"messages\":[{\"source_id\":\"u\",\"role\":\"user\",\"text\":\"t\"}]}")
            .json()
            .get("id")
            .asText();
    var fuzz =
        new Fuzz(
            LiveServer.address(), LiveServer.OWNER_KEY, memory, conversation, SEED, Long.MAX_VALUE);

    fuzz.run(0, CASES, 2);

    assertThat(fuzz.faults()).isEmpty();
    assertThat(fuzz.operations().keySet()).containsAll(new Declared().operations());
    assertThat(owner.get("/health/ready").status()).isEqualTo(200);
  }
}
