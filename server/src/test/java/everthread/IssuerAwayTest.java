package everthread;

import static everthread.SmallIssuer.SUBJECT;
import static everthread.SmallIssuer.metadata;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import everthread.oauth.ExternalIssuer.Away;
import everthread.oauth.ExternalIssuer.Known;
import everthread.oauth.IssuerSettings;
import everthread.problem.ProblemException;
import everthread.web.issuer.IssuerKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** An issuer that is away, says nonsense, or says too much. */
class IssuerAwayTest {
  private static final String METADATA = "/.well-known/oauth-authorization-server/realms/home";

  private final AtomicLong now = new AtomicLong();

  private IssuerKeys keys(String issuer) {
    return new IssuerKeys(new IssuerSettings(URI.create(issuer), Set.of(SUBJECT)), now::get);
  }

  private static JWKSelector named(String id) {
    return new JWKSelector(new JWKMatcher.Builder().keyID(id).build());
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private void away(SmallIssuer issuer, String why) {
    try (var keys = keys(issuer.address())) {
      assertThatThrownBy(() -> keys.get(named("first"), null))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> assertThat(refused.problem().code()).isEqualTo("unavailable"));
      assertThat(keys.state())
          .isInstanceOfSatisfying(Away.class, state -> assertThat(state.why()).contains(why));
    }
  }

  @Test
  void what_is_no_set_of_keys_or_too_large_is_not_taken() {
    try (var issuer = SmallIssuer.open()) {
      issuer.page("/keys", "{\"keys\":[" + "{},".repeat(200_000) + "{}]}");
      away(issuer, "256 KB");
      issuer.page("/keys", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"first\"},{}]}");
      away(issuer, "no key that can be used");
      issuer.publish(SmallIssuer.rsa("first", 1024));
      away(issuer, "no key that can be used");
      issuer.page("/keys", "[[[".repeat(5_000));
      away(issuer, "not JSON");
      issuer.remove("/keys");
      away(issuer, "answers with 404");
    }
  }

  @Test
  void metadata_must_be_the_issuers_own_and_name_a_safe_address_of_keys() {
    try (var issuer = SmallIssuer.open()) {
      issuer.page(METADATA, metadata(issuer.address() + "/", issuer.keysAddress()));
      away(issuer, "another issuer");
      for (var keys : new String[] {"http://example.org/keys", "file:///etc/passwd", "http://["}) {
        issuer.page(METADATA, metadata(issuer.address(), keys));
        away(issuer, "address of");
      }
      issuer.remove(METADATA);
      away(issuer, "no metadata");
    }
  }

  @Test
  void openid_discovery_does_as_well() {
    try (var issuer = SmallIssuer.open();
        var keys = keys(issuer.address())) {
      issuer.remove(METADATA);
      issuer.page(
          "/realms/home/.well-known/openid-configuration",
          metadata(issuer.address(), issuer.keysAddress()));

      assertThat(keys.get(named("first"), null)).hasSize(1);
      assertThat(keys.state()).isInstanceOf(Known.class);
    }
  }

  @Test
  void unknown_keys_make_only_so_many_calls() {
    try (var issuer = SmallIssuer.open();
        var keys = keys(issuer.address())) {
      for (int i = 0; i < 100; i++) assertThat(keys.get(named("no-" + i), null)).isEmpty();
      assertThat(issuer.fetches()).isLessThanOrEqualTo(7);

      issuer.rotate("second");
      pass(Duration.ofSeconds(10));
      assertThat(keys.get(named("second"), null)).hasSize(1);
    }
  }

  @Test
  void known_keys_serve_for_a_day_without_the_issuer_and_a_withdrawn_one_for_an_hour_with_it() {
    var issuer = SmallIssuer.open();
    try (var keys = keys(issuer.address())) {
      assertThat(keys.get(named("first"), null)).hasSize(1);
      issuer.rotate("second");
      assertThat(keys.get(named("first"), null)).hasSize(1);
      pass(Duration.ofMinutes(61));
      assertThat(keys.get(named("first"), null)).isEmpty();

      issuer.close();
      pass(Duration.ofMinutes(61));
      assertThat(keys.get(named("second"), null)).hasSize(1);
      assertThat(keys.state())
          .isInstanceOfSatisfying(Away.class, state -> assertThat(state.serving()).isTrue());
      pass(Duration.ofHours(23));
      assertThatThrownBy(() -> keys.get(named("second"), null))
          .isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void a_server_starts_without_its_issuer_says_so_and_finds_it_when_it_comes() {
    var before = SmallIssuer.open();
    int port = before.port();
    before.close();
    try (var house =
        OneServer.with(
            "EVERTHREAD_OAUTH_ISSUER", before.address(), "EVERTHREAD_OAUTH_SUBJECT", SUBJECT)) {
      var client = new OAuthClientAt(house.server());
      var token = before.token(before.claims(client.address() + "/mcp"));

      var answer = client.mcp(token);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
      var health = house.get("/health/ready");
      assertThat(health.status()).isEqualTo(200);
      assertThat(health.json().at("/parts/issuer/code").asText()).isEqualTo("issuer_away");
      assertThat(client.page("/status").response().body()).contains("Sign-in elsewhere", "away");
      assertThat(client.mcp("a.b.c").status()).as("no token at all").isEqualTo(401);
      assertThat(client.mcp(OneServer.KEY).status()).as("a key").isEqualTo(200);
      try (var back = SmallIssuer.at(port)) {
        var good = back.token(back.claims(client.address() + "/mcp"));
        while (client.mcp(good).status() == 503) LockSupport.parkNanos(100_000_000);
        assertThat(client.mcp(good).status()).isEqualTo(200);
        assertThat(house.get("/health/ready").json().at("/parts/issuer/state").asText())
            .isEqualTo("ok");
      }
    }
  }
}
