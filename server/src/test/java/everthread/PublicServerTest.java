package everthread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A server that others reach: by TLS, behind a proxy, under a public address. 127.0.0.2 stands for
 * an address of the network, as it is none of the names of loopback.
 */
class PublicServerTest {
  private static final String KEY = "Authorization: Bearer " + OneServer.KEY;
  private static final String NAME = "Host: memory.example.org";
  private static final char[] PASSWORD = OwnCertificate.PASSWORD.toCharArray();

  private static Path folder;
  private static OneServer encrypted;
  private static OneServer proxied;

  @BeforeAll
  static void start() throws Exception {
    folder = Files.createTempDirectory("everthread-tls-test");
    makeCertificate();
    encrypted =
        OneServer.with(
            "EVERTHREAD_HOST",
            "127.0.0.2",
            "EVERTHREAD_PUBLIC_URL",
            "https://Memory.Example.org/",
            "EVERTHREAD_TLS_CERT",
            folder.resolve("cert.pem").toString(),
            "EVERTHREAD_TLS_KEY",
            folder.resolve("key.pem").toString());
    proxied =
        OneServer.with(
            "EVERTHREAD_HOST",
            "127.0.0.2",
            "EVERTHREAD_PUBLIC_URL",
            "https://memory.example.org",
            "EVERTHREAD_TRUSTED_PROXIES",
            "127.0.0.9, 127.0.3.0/24");
  }

  @AfterAll
  static void stop() {
    if (encrypted != null) encrypted.close();
    if (proxied != null) proxied.close();
  }

  private static void makeCertificate() throws Exception {
    var store = folder.resolve("store.p12");
    var keys =
        OwnCertificate.make(store, "memory.example.org", "dns:memory.example.org", "ip:127.0.0.2");
    pem("cert.pem", "CERTIFICATE", keys.getCertificate(OwnCertificate.ALIAS).getEncoded());
    pem("key.pem", "PRIVATE KEY", keys.getKey(OwnCertificate.ALIAS, PASSWORD).getEncoded());
  }

  private static void pem(String file, String kind, byte[] bytes) throws IOException {
    var text = Base64.getMimeEncoder(64, "\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
            .formatted(kind, text.encodeToString(bytes)));
  }

  private static RawRequest.Raw overTls(String request) {
    try (var socket =
        (SSLSocket) trusting().getSocketFactory().createSocket("127.0.0.2", encrypted.port())) {
      return RawRequest.ask(socket, request);
    } catch (IOException | GeneralSecurityException trouble) {
      throw new AssertionError(trouble);
    }
  }

  /** Trusts the one certificate and checks that it is the one that is shown. */
  private static SSLContext trusting() throws GeneralSecurityException, IOException {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    var file = KeyStore.getInstance(folder.resolve("store.p12").toFile(), PASSWORD);
    trusted.setCertificateEntry("a", (X509Certificate) file.getCertificate(OwnCertificate.ALIAS));
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  @Test
  void over_TLS_it_answers_by_its_public_name_whatever_the_case_and_by_no_other() {
    for (var host : new String[] {"memory.example.org", "MEMORY.EXAMPLE.ORG", "127.0.0.2"}) {
      assertThat(
              overTls(RawRequest.request("GET /v1/stats HTTP/1.1", "Host: " + host, KEY)).status())
          .as(host)
          .isEqualTo(200);
    }
    for (var host :
        new String[] {"evil.example", "example.org", "memory.example.org.evil.example"}) {
      assertThat(
              overTls(RawRequest.request("GET /v1/stats HTTP/1.1", "Host: " + host, KEY)).status())
          .as(host)
          .isEqualTo(403);
    }
  }

  @Test
  void what_is_not_encrypted_gets_no_answer() {
    var answer =
        RawRequest.ask(
            "127.0.0.1",
            "127.0.0.2",
            encrypted.port(),
            RawRequest.request("GET /v1/stats HTTP/1.1", NAME, KEY));

    assertThat(answer.status()).isZero();
    assertThat(answer.text()).doesNotContain("stats");
  }

  @Test
  void sessions_over_TLS_are_bound_to_the_host_and_never_sent_in_the_clear() {
    var link = encrypted.server().signInLink();
    var path = link.substring(link.indexOf("/sign-in"));

    var entered = overTls(RawRequest.request("GET " + path + " HTTP/1.1", NAME));
    var again = overTls(RawRequest.request("GET " + path + " HTTP/1.1", NAME));

    assertThat(link).startsWith("https://Memory.Example.org/sign-in?code=");
    assertThat(entered.header("set-cookie"))
        .startsWith("__Host-everthread_session=")
        .containsIgnoringCase("HttpOnly")
        .contains("Secure", "SameSite=Lax", "Path=/")
        .doesNotContain("Domain");
    assertThat(entered.header("location")).isEqualTo("/");
    assertThat(again.status()).isEqualTo(403);
  }

  @Test
  void only_a_trusted_proxy_reaches_a_server_without_TLS() {
    var request =
        RawRequest.request(
            "GET /v1/stats HTTP/1.1",
            NAME,
            KEY,
            "X-Forwarded-For: 127.0.0.9",
            "Forwarded: for=127.0.0.9;host=memory.example.org;proto=https");

    for (var proxy : new String[] {"127.0.0.9", "127.0.3.77"}) {
      assertThat(RawRequest.ask(proxy, "127.0.0.2", proxied.port(), request).status())
          .isEqualTo(200);
    }
    for (var other : new String[] {"127.0.0.1", "127.0.0.8", "127.0.4.1"}) {
      var answer = RawRequest.ask(other, "127.0.0.2", proxied.port(), request);
      assertThat(answer.status()).as(other).isEqualTo(403);
      assertThat(answer.text()).doesNotContain("\"object\"");
    }
    var health = RawRequest.request("GET /health/ready HTTP/1.1", NAME);
    assertThat(RawRequest.ask("127.0.0.1", "127.0.0.2", proxied.port(), health).status())
        .isEqualTo(200);
  }

  @Test
  void what_a_proxy_says_about_host_and_scheme_changes_nothing() {
    var plain = RawRequest.request("GET /sign-in HTTP/1.1", NAME);
    var forwarded =
        RawRequest.request(
            "GET /sign-in HTTP/1.1",
            NAME,
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Proto: http",
            "Forwarded: host=evil.example;proto=http");
    var elsewhere =
        RawRequest.request(
            "GET /sign-in HTTP/1.1", "Host: evil.example", "X-Forwarded-Host: memory.example.org");

    var one = RawRequest.ask("127.0.0.9", "127.0.0.2", proxied.port(), plain);
    var other = RawRequest.ask("127.0.0.9", "127.0.0.2", proxied.port(), forwarded);

    assertThat(withoutRequestId(other))
        .isEqualTo(withoutRequestId(one))
        .doesNotContain("evil.example");
    assertThat(RawRequest.ask("127.0.0.9", "127.0.0.2", proxied.port(), elsewhere).status())
        .isEqualTo(403);
  }

  @Test
  void addresses_on_pages_are_the_configured_ones_whatever_the_host_header_says() {
    var link = proxied.server().signInLink();
    var path = link.substring(link.indexOf("/sign-in"));
    var entered =
        RawRequest.ask(
            "127.0.0.9",
            "127.0.0.2",
            proxied.port(),
            RawRequest.request("GET " + path + " HTTP/1.1", NAME));
    var cookie = "Cookie: " + entered.header("set-cookie").split(";", 2)[0];

    var page =
        RawRequest.ask(
            "127.0.0.9",
            "127.0.0.2",
            proxied.port(),
            RawRequest.request("GET /connect HTTP/1.1", NAME, cookie));

    assertThat(cookie).startsWith("Cookie: __Host-");
    assertThat(page.text()).contains("https://memory.example.org/mcp");
  }

  @Test
  void the_metrics_of_a_server_that_others_reach_take_an_admin_key() {
    var bare = RawRequest.request("GET /metrics HTTP/1.1", NAME);

    assertThat(overTls(bare).status()).isEqualTo(401);
    assertThat(overTls(bare).text()).doesNotContain("vertx_");
    assertThat(overTls(RawRequest.request("GET /metrics HTTP/1.1", NAME, KEY)).status())
        .isEqualTo(200);
    assertThat(RawRequest.ask("127.0.0.9", "127.0.0.2", proxied.port(), bare).status())
        .isEqualTo(401);
  }

  @Test
  void a_public_bind_without_protection_and_proxies_that_are_no_addresses_are_refused() {
    assertThatThrownBy(() -> Config.of(Map.of("EVERTHREAD_HOST", "0.0.0.0")))
        .isInstanceOfSatisfying(
            Config.Invalid.class, invalid -> assertThat(invalid.faults()).hasSize(1));
    assertThatThrownBy(
            () ->
                Config.of(
                    Map.of(
                        "EVERTHREAD_HOST", "0.0.0.0",
                        "EVERTHREAD_TRUSTED_PROXIES", "nginx, 10.0.0.0/33, 10.0.0.7, ::1/64")))
        .isInstanceOfSatisfying(
            Config.Invalid.class,
            invalid ->
                assertThat(invalid.faults())
                    .hasSize(2)
                    .anyMatch(fault -> fault.contains("nginx"))
                    .anyMatch(fault -> fault.contains("10.0.0.0/33")));
    assertThatThrownBy(
            () -> Config.of(Map.of("EVERTHREAD_TLS_CERT", folder.resolve("cert.pem").toString())))
        .isInstanceOf(Config.Invalid.class);
  }

  private static String withoutRequestId(RawRequest.Raw answer) {
    return answer.text().replaceFirst("(?i)x-request-id: .*", "");
  }
}
