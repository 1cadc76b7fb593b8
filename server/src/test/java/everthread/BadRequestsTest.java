package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.LiveServer.Caller;
import everthread.Wire.Heard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with the request itself, byte by byte; and the answer that it gets. */
class BadRequestsTest {
  private static final String JSON = "Content-Type: application/json";
  private static final String GOOD = "{\"content\":\"Likes rain\"}";
  private static final long LIMIT = 48L * 1024 * 1024;

  @Test
  void without_a_key_it_is_unauthenticated() {
    var heard = hear("GET /v1/stats HTTP/1.1\r\nHost: localhost\r\n\r\n");

    is(heard, 401, "unauthenticated");
    assertThat(heard.headers()).containsEntry("www-authenticate", "Bearer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer", "Bearer x", "Basic dTpw", "Bearer et_short", "et_", "Bearer a b"})
  void a_malformed_or_unknown_key_is_invalid(String authorization) {
    is(
        hear(Wire.head("GET", "/v1/stats", "Authorization: " + authorization)),
        401,
        "invalid_token");
    is(
        hear(Wire.head("GET", "/v1/stats", "Authorization: Bearer et_" + "a".repeat(40))),
        401,
        "invalid_token");
  }

  @Test
  void a_body_is_not_asked_for_of_a_stranger() {
    var head =
        Wire.head("POST", "/v1/memory", JSON, "Authorization: Bearer et_" + "a".repeat(40))
            .replace("\r\n\r\n", "\r\nContent-Length: 40000000\r\n\r\n");

    is(hear(head), 401, "invalid_token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"content\":\"a",
        "{\"content\":tru}",
        "[1,]",
        "{\"a\":1,}",
        "{\"content\":NaN}",
        "{\"content\":Infinity}",
        "{'content':'a'}",
        "{\"content\":\"a\"} x",
        "{\"content\":\"a\nb\"}",
        "{\"content\":01}"
      })
  void what_is_not_strict_json_is_told(String body) {
    is(post(body.getBytes(StandardCharsets.UTF_8)), 400, "invalid_json");
  }

  @Test
  void what_is_not_utf8_is_told() {
    is(post(new byte[] {'"', (byte) 0xC3, '"'}), 400, "invalid_encoding");
    is(post(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}), 400, "invalid_encoding");
    is(post(("\uFEFF" + GOOD).getBytes(StandardCharsets.UTF_8)), 400, "invalid_encoding");
    is(post(GOOD.getBytes(StandardCharsets.UTF_16)), 400, "invalid_encoding");
    is(post(GOOD.getBytes(StandardCharsets.UTF_16LE)), 400, "invalid_json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/xml",
        "json",
        "application/json; charset=utf-16"
      })
  void another_type_is_not_read(String type) {
    is(
        hear(Wire.head("POST", "/v1/memory", "Content-Type: " + type, "Content-Length: 24") + GOOD),
        415,
        "unsupported_media_type");
  }

  @Test
  void a_body_without_a_type_is_not_read() {
    is(
        hear(Wire.head("POST", "/v1/memory", "Content-Length: 24") + GOOD),
        415,
        "unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "compress", "gzip, gzip", "x"})
  void another_encoding_is_not_read(String encoding) {
    is(
        hear(
            Wire.head(
                    "POST",
                    "/v1/memory",
                    JSON,
                    "Content-Encoding: " + encoding,
                    "Content-Length: 24")
                + GOOD),
        415,
        "unsupported_media_type");
  }

  @Test
  void broken_gzip_is_told() {
    is(packed("gzip", GOOD.getBytes(StandardCharsets.UTF_8)), 400, "invalid_encoding");
    var half = gzip(GOOD.getBytes(StandardCharsets.UTF_8));
    is(packed("gzip", java.util.Arrays.copyOf(half, half.length / 2)), 400, "invalid_encoding");
    half[15] ^= 0x55;
    is(packed("gzip", half), 400, "invalid_encoding");
    is(packed("deflate", new byte[] {1, 2, 3}), 400, "invalid_encoding");
  }

  @Test
  void good_gzip_is_read() {
    assertThat(packed("gzip", gzip(GOOD.getBytes(StandardCharsets.UTF_8))).status()).isEqualTo(201);
  }

  @Test
  void a_bomb_is_cut_off() {
    var bomb = gzip(new byte[64 * 1024 * 1024]);

    is(packed("gzip", bomb), 413, "payload_too_large");
  }

  @Test
  void a_body_that_is_announced_as_too_large_is_refused_before_it_is_sent() {
    var heard = hear(Wire.head("POST", "/v1/captures", JSON, "Content-Length: " + (LIMIT + 1)));

    is(heard, 413, "payload_too_large");
    assertThat(heard.headers()).containsEntry("connection", "close");
  }

  @Test
  void one_who_waits_to_be_told_is_told_before_sending() {
    var wait = "Expect: 100-continue";
    is(
        hear(Wire.head("POST", "/v1/captures", JSON, wait, "Content-Length: " + (LIMIT + 1))),
        413,
        "payload_too_large");
    assertThat(
            hear(Wire.head("POST", "/v1/memory", JSON, wait, "Content-Length: 24") + GOOD).status())
        .isEqualTo(201);
  }

  @Test
  void chunks_beyond_the_limit_end_the_connection() {
    var chunk = new byte[1024 * 1024];
    java.util.Arrays.fill(chunk, (byte) ' ');
    try (var wire = new Wire(LiveServer.address())) {
      wire.send(Wire.head("POST", "/mcp", JSON, "Transfer-Encoding: chunked"));
      for (int i = 0; i < 7; i++) {
        wire.sends("100000\r\n".getBytes(StandardCharsets.US_ASCII));
        wire.sends(chunk);
        wire.sends("\r\n".getBytes(StandardCharsets.US_ASCII));
      }

      assertThat(wire.hear().status()).isEqualTo(413);
      assertThat(wire.isEnded()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 24\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 24",
        "Content-Length: 24\r\nContent-Length: 25",
        "Content-Length: -1",
        "Content-Length: 2x",
        "Transfer-Encoding: gzip, chunked, gzip",
        "Bad Name: x"
      })
  void ambiguous_framing_is_refused_and_the_connection_ended(String headers) {
    try (var wire = new Wire(LiveServer.address())) {
      wire.send(Wire.head("POST", "/v1/memory", JSON, headers) + GOOD);

      is(wire.hear(), 400, "bad_request");
      assertThat(wire.isEnded()).isTrue();
    }
  }

  @Test
  void a_body_shorter_than_announced_changes_nothing() {
    var caller = Caller.inNewSpace();
    try (var wire = new Wire(LiveServer.address())) {
      wire.send(
          Wire.head(
                  "POST",
                  "/v1/memory",
                  JSON,
                  "Everthread-Space: " + caller.space(),
                  "Content-Length: 99")
              + GOOD);
      wire.endOfSending();

      assertThat(wire.isEnded()).isTrue();
    }
    assertThat(caller.get("/v1/memory").json().get("data")).isEmpty();
  }

  @Test
  void what_follows_a_body_is_no_part_of_it() {
    try (var wire = new Wire(LiveServer.address())) {
      wire.send(Wire.head("POST", "/v1/memory", JSON, "Content-Length: 24") + GOOD + "}}}\r\n\r\n");

      assertThat(wire.hear().status()).isEqualTo(201);
      is(wire.hear(), 400, "bad_request");
      assertThat(wire.isEnded()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/v1/memory/..%2f..%2fetc%2fpasswd",
    "GET,/v1/memory/../../etc/passwd",
    "GET,/v1/memory/%2e%2e/%2e%2e/x",
    "GET,/v1/memory/%00",
    "GET,/v1/memory/not-an-id",
    "GET,/v1/conversations/7",
    "DELETE,/v1/keys/x",
    "GET,/v1/nothing",
    "GET,//v1//nothing",
    "GET,/v1/a/b/c/d/e/f/g/h/i/j/k/l/m/n"
  })
  void an_address_of_nothing_is_not_found(String method, String path) {
    is(hear(Wire.head(method, path)), 404, "not_found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/memory/%",
        "/v1/memory/%zz",
        "/v1/memory/%ff%fe",
        "/v1/search?q=%",
        "/v1/%c0%ae%c0%ae/x"
      })
  void an_address_that_cannot_be_decoded_is_told(String path) {
    var heard = hear(Wire.head("GET", path));

    assertThat(heard.status()).isIn(200, 400, 404);
    assertThat(heard.text()).doesNotContain("Exception").doesNotContain("java.");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,/v1/memory,GET,POST",
    "DELETE,/v1/captures,POST,POST",
    "PATCH,/v1/stats,GET,GET",
    "TRACE,/v1/stats,GET,GET",
    "BREW,/v1/memory,GET,POST",
    "POST,/health/live,GET,GET",
    "DELETE,/metrics,GET,GET",
    "PUT,/memories,GET,POST",
    "DELETE,/mcp,POST,POST"
  })
  void a_wrong_method_is_told_the_right_ones(String method, String path, String one, String other) {
    var heard = hear(Wire.head(method, path, "Content-Length: 0"));

    assertThat(heard.status()).isEqualTo(405);
    assertThat(heard.headers().get("allow")).contains(one).contains(other);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/xml",
        "image/*, text/html",
        "application/json;q=0, */*",
        "application/jsonp"
      })
  void a_client_that_does_not_take_json_is_told(String accept) {
    is(hear(Wire.head("GET", "/v1/stats", "Accept: " + accept)), 406, "not_acceptable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/*",
        "text/html, application/json;q=0.1",
        "application/json; q=1.0",
        ""
      })
  void accept_is_otherwise_read_generously(String accept) {
    assertThat(hear(Wire.head("GET", "/v1/stats", "Accept: " + accept)).status()).isEqualTo(200);
  }

  @Test
  void an_address_or_headers_beyond_all_measure_are_refused() {
    is(hear(Wire.head("GET", "/v1/search?q=" + "a".repeat(9_000))), 414, "uri_too_long");
    is(
        hear(Wire.head("GET", "/v1/stats", "X-Long: " + "a".repeat(9_000))),
        431,
        "headers_too_large");
  }

  @Test
  void a_deep_path_and_a_query_of_many_parameters_are_harmless() {
    is(hear(Wire.head("GET", "/v1" + "/a".repeat(3_500))), 404, "not_found");
    assertThat(hear(Wire.head("GET", "/v1/search?" + "q=a&".repeat(1_900))).status())
        .isEqualTo(200);
  }

  private static Heard hear(String request) {
    try (var wire = new Wire(LiveServer.address())) {
      return wire.send(request).hear();
    }
  }

  private static Heard post(byte[] body) {
    try (var wire = new Wire(LiveServer.address())) {
      return wire.send(Wire.head("POST", "/v1/memory", JSON, "Content-Length: " + body.length))
          .send(body)
          .hear();
    }
  }

  private static Heard packed(String encoding, byte[] body) {
    try (var wire = new Wire(LiveServer.address())) {
      return wire.send(
              Wire.head(
                  "POST",
                  "/v1/memory",
                  JSON,
                  "Content-Encoding: " + encoding,
                  "Content-Length: " + body.length))
          .send(body)
          .hear();
    }
  }

  private static void is(Heard heard, int status, String code) {
    assertThat(heard.status()).as(heard.text()).isEqualTo(status);
    assertThat(heard.code()).isEqualTo(code);
    assertThat(heard.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(heard.json().get("detail").asText()).isNotBlank();
  }

  private static byte[] gzip(byte[] plain) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
