package everthread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import everthread.oauth.IssuerSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IssuerConfigTest {
  private static final String ISSUER = "EVERTHREAD_OAUTH_ISSUER";
  private static final String SUBJECT = "EVERTHREAD_OAUTH_SUBJECT";

  @Test
  void an_issuer_is_named_with_the_accounts_that_are_the_owners() {
    assertThat(Config.of(Map.of()).issuer()).isEmpty();
    assertThat(
            Config.of(Map.of(ISSUER, "https://a.example/", SUBJECT, "auth0|1, google-oauth2|2"))
                .issuer())
        .contains(
            new IssuerSettings(
                URI.create("https://a.example/"), Set.of("auth0|1", "google-oauth2|2")));
    assertThat(Config.of(Map.of(ISSUER, "http://localhost:8080/realms/a", SUBJECT, "1")).issuer())
        .isPresent();
  }

  @Test
  void an_issuer_that_would_let_everybody_in_is_refused() {
    assertThat(faults(Map.of(ISSUER, "https://a.example")))
        .hasSize(1)
        .allMatch(fault -> fault.startsWith(SUBJECT + " is not set"));
    assertThat(faults(Map.of(ISSUER, "https://a.example", SUBJECT, " , "))).hasSize(1);
    assertThat(faults(Map.of(SUBJECT, "1"))).hasSize(1);
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    assertThat(faults(Map.of(ISSUER, "http://a.example", "EVERTHREAD_PORT", "x"))).hasSize(3);
    for (var wrong :
        List.of(
            "http://a.example",
            "a.example",
            "ftp://a.example",
            "https://user@a.example",
            "https://a.example/?x",
            "https://a.example/#x",
            "https://a b",
            "http://127.0.0.1.evil.example")) {
      assertThat(faults(Map.of(ISSUER, wrong, SUBJECT, "1"))).as(wrong).hasSize(1);
    }
    assertThat(
            faults(
                Map.of(
                    ISSUER,
                    "https://m.example",
                    SUBJECT,
                    "1",
                    "EVERTHREAD_PUBLIC_URL",
                    "https://m.example/")))
        .allMatch(fault -> fault.contains("own address"))
        .hasSize(1);
  }

  private static List<String> faults(Map<String, String> environment) {
    return catchThrowableOfType(Config.Invalid.class, () -> Config.of(environment)).faults();
  }
}
