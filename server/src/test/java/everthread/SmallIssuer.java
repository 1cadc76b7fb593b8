package everthread;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real issuer on loopback: metadata, keys, and tokens signed with them. */
final class SmallIssuer implements AutoCloseable {
  static final String SUBJECT = "auth0|owner";

  private final HttpServer server;
  private final String path;
  private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile RSAKey key = rsa("first");

  private SmallIssuer(int port, String path) {
    this.path = path;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    page("/.well-known/oauth-authorization-server" + path, metadata(address(), keysAddress()));
    publish(key);
  }

  static SmallIssuer open() {
    return new SmallIssuer(0, "/realms/home");
  }

  /** At an address that was free a moment ago. */
  static SmallIssuer at(int port) {
    return new SmallIssuer(port, "/realms/home");
  }

  String address() {
    return "http://127.0.0.1:" + port() + path;
  }

  int port() {
    return server.getAddress().getPort();
  }

  String keysAddress() {
    return "http://127.0.0.1:" + port() + "/keys";
  }

  static String metadata(String issuer, String keys) {
    return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys + "\"}";
  }

  /** What is served at a path from now on. */
  void page(String at, String text) {
    pages.put(at, text.getBytes(StandardCharsets.UTF_8));
  }

  void remove(String at) {
    pages.remove(at);
  }

  /** Only these keys are served from now on. */
  void publish(JWK... keys) {
    page("/keys", new JWKSet(java.util.List.of(keys)).toString(true));
  }

  /** A new key takes the place of the old one. */
  void rotate(String id) {
    key = rsa(id);
    publish(key);
  }

  RSAKey key() {
    return key;
  }

  /** How often the keys were asked for. */
  int fetches() {
    return fetches.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var asked = exchange.getRequestURI().getPath();
      if (asked.equals("/keys")) fetches.incrementAndGet();
      var page = pages.get(asked);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(page == null ? 404 : 200, page == null ? -1 : page.length);
      if (page != null) exchange.getResponseBody().write(page);
    }
  }

  /** What a good token says. */
  JWTClaimsSet.Builder claims(String audience) {
    return new JWTClaimsSet.Builder()
        .issuer(address())
        .subject(SUBJECT)
        .audience(audience)
        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
        .issueTime(Date.from(Instant.now()))
        .claim("client_id", "a-client")
        .claim("scope", "openid read write");
  }

  JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256)
        .keyID(key.getKeyID())
        .type(new JOSEObjectType("at+jwt"));
  }

  String token(JWTClaimsSet.Builder claims) {
    return signed(header().build(), claims, key);
  }

  static String signed(JWSHeader header, JWTClaimsSet.Builder claims, JWK by) {
    try {
      var token = new SignedJWT(header, claims.build());
      token.sign(
          by instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner(by.toRSAKey(), true));
      return token.serialize();
    } catch (JOSEException trouble) {
      throw new IllegalStateException(trouble);
    }
  }

  static RSAKey rsa(String id) {
    return rsa(id, 2048);
  }

  static RSAKey rsa(String id, int bits) {
    try {
      return new RSAKeyGenerator(bits, true).keyID(id).generate();
    } catch (JOSEException trouble) {
      throw new IllegalStateException(trouble);
    }
  }

  static ECKey ec(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException trouble) {
      throw new IllegalStateException(trouble);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
