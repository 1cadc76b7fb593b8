package everthread.web.issuer;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import everthread.oauth.IssuerSettings;
import everthread.problem.ProblemException;
import everthread.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches the issuer's metadata and the keys that it names: within seconds and kilobytes, without a
 * redirect. Blocks; thread-safe.
 */
final class IssuerDocuments implements AutoCloseable {
  private static final int MOST_BYTES = 256 * 1024;
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int SMALLEST_RSA = 2_048;

  private final IssuerSettings settings;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(LONGEST)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  IssuerDocuments(IssuerSettings settings) {
    this.settings = settings;
  }

  /** The keys could not be had. */
  static final class Unheard extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1;

    private final String why;

    /**
     * @param why one sentence, nothing of what the issuer sent in it
     */
    Unheard(String why) {
      super("unheard", null, false, false);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  /** Those of its public keys that can be used here. */
  JWKSet keys() throws Unheard {
    var address = keysAddress(metadata());
    var answer = get(address);
    if (answer.statusCode() != 200) {
      throw new Unheard("The address of its keys answers with " + answer.statusCode() + ".");
    }
    var keys = new ArrayList<JWK>();
    for (var key : json(answer).path("keys")) read(key).ifPresent(keys::add);
    if (keys.isEmpty()) throw new Unheard("It publishes no key that can be used here.");
    return new JWKSet(keys);
  }

  /** RFC 8414, section 3.1, with its section 5 for OpenID; then OpenID's own way. */
  private List<URI> places() {
    var issuer = settings.address();
    var path = String.valueOf(issuer.getRawPath()).replaceAll("/$", "");
    var root = issuer.getScheme() + "://" + issuer.getRawAuthority();
    var places = new ArrayList<URI>();
    places.add(URI.create(root + "/.well-known/oauth-authorization-server" + path));
    places.add(URI.create(root + path + "/.well-known/openid-configuration"));
    if (!path.isEmpty()) {
      places.add(URI.create(root + "/.well-known/openid-configuration" + path));
    }
    return places;
  }

  private JsonNode metadata() throws Unheard {
    int status = 0;
    for (var place : places()) {
      var answer = get(place);
      status = answer.statusCode();
      if (status != 200) continue;
      var document = json(answer);
      if (document.path("issuer").asText().equals(settings.address().toString())) return document;
      throw new Unheard("Its metadata names another issuer; both must be spelled the same.");
    }
    throw new Unheard("It has no metadata where they are looked for; it answers " + status + ".");
  }

  private URI keysAddress(JsonNode metadata) throws Unheard {
    try {
      var address = URI.create(metadata.path("jwks_uri").asText());
      if (settings.mayFetch(address)) return address;
    } catch (IllegalArgumentException unreadable) {
      throw new Unheard("Its metadata names no readable address of its keys.");
    }
    throw new Unheard("Its metadata names no address of keys that begins with https.");
  }

  private HttpResponse<byte[]> get(URI address) throws Unheard {
    var request = HttpRequest.newBuilder(address).header("Accept", "application/json").GET();
    var answer =
        http.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return answer.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      throw new Unheard("It does not answer within " + LONGEST.toSeconds() + " seconds.");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException) {
        throw new Unheard("It cannot be reached, or sends more than 256 KB.");
      }
      throw new IllegalStateException("the HTTP client failed", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Unheard("The server is stopping.");
    } finally {
      answer.cancel(true);
    }
  }

  private static JsonNode json(HttpResponse<byte[]> answer) throws Unheard {
    try {
      return Json.read(answer.body());
    } catch (ProblemException unreadable) {
      throw new Unheard("What it sends is not JSON.");
    }
  }

  /** One that cannot be read, or that is too weak, is left out; the others still serve. */
  private static Optional<JWK> read(JsonNode key) {
    try {
      var read = JWK.parse(key.toString());
      boolean isUsed = read instanceof RSAKey rsa && rsa.size() >= SMALLEST_RSA;
      return isUsed || read instanceof ECKey ? Optional.of(read.toPublicJWK()) : Optional.empty();
    } catch (ParseException | IllegalArgumentException | IllegalStateException unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
