package everthread.web.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.oauth.ClientName;
import everthread.oauth.OAuthClient;
import everthread.oauth.RedirectUris;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.web.Json;
import everthread.web.auth.RateLimit;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows clients by the document at their id (OAuth Client ID Metadata Document): the host that
 * serves it vouches for it. What was read is remembered for as long as its answer allows, a quarter
 * of an hour at least, a day at most. Blocks; thread-safe.
 */
public final class ClientDocuments {
  private static final int LONGEST_ID = 500;
  private static final int MOST = 200;
  private static final int MOST_ADDRESSES = 20;
  private static final int A_MINUTE = 60;
  private static final UUID ALL_TOGETHER = new UUID(0, 0);
  private static final Duration AT_LEAST = Duration.ofMinutes(15);
  private static final Duration AT_MOST = Duration.ofDays(1);

  private record Kept(OAuthClient client, long until) {}

  private final DocumentFetch fetch;
  private final LongSupplier nanoTime;
  private final RateLimit limit;
  private final Map<String, Kept> kept =
      new LinkedHashMap<>() {
        @java.io.Serial private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > MOST;
        }
      };

  public ClientDocuments(DocumentFetch fetch, LongSupplier nanoTime) {
    this.fetch = fetch;
    this.nanoTime = nanoTime;
    this.limit = new RateLimit(A_MINUTE, nanoTime);
  }

  /**
   * The client of this id.
   *
   * @throws ProblemException invalid_client when the id is no such address, the document cannot be
   *     had, or it does not describe this client
   */
  public OAuthClient find(String id) {
    var address = address(id);
    var known = remembered(id);
    if (known != null) return known;
    limit.take(ALL_TOGETHER);
    var fetched = fetch.get(address);
    var client = client(id, address, fetched.body());
    remember(client, fetched.maxAge());
    return client;
  }

  private synchronized @Nullable OAuthClient remembered(String id) {
    var found = kept.get(id);
    return found == null || found.until() - nanoTime.getAsLong() < 0 ? null : found.client();
  }

  private synchronized void remember(OAuthClient client, Duration maxAge) {
    var lasts = maxAge.compareTo(AT_LEAST) < 0 ? AT_LEAST : maxAge;
    if (lasts.compareTo(AT_MOST) > 0) lasts = AT_MOST;
    kept.remove(client.id());
    kept.put(client.id(), new Kept(client, nanoTime.getAsLong() + lasts.toNanos()));
  }

  /** Written as addresses are, so that each client has one: https, a host and a path, no more. */
  private static URI address(String id) {
    try {
      var uri = new URI(id);
      boolean fits =
          id.length() <= LONGEST_ID
              && "https".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && uri.getRawPath() != null
              && uri.getRawPath().length() > 1
              && uri.getPort() <= 65535
              && uri.normalize().toString().equals(id)
              && uri.toASCIIString().equals(id);
      if (fits) return uri;
    } catch (URISyntaxException unreadable) {
      throw refused("The client's id is no address that can be read.");
    }
    throw refused("The client's id is no https address of a document.");
  }

  private static OAuthClient client(String id, URI address, byte[] body) {
    var document = json(body);
    if (!document.isObject() || !id.equals(document.path("client_id").asText())) {
      throw refused("The document at the client's address describes another client.");
    }
    var method = document.path("token_endpoint_auth_method").asText("none");
    if (document.has("client_secret") || method.startsWith("client_secret")) {
      throw refused("The document at the client's address holds a secret, which is none then.");
    }
    var host = String.valueOf(address.getHost());
    var name = ClientName.shown(document.path("client_name").asText(null), host);
    return new OAuthClient(id, OAuthClient.Kind.DOCUMENT, name, redirects(document));
  }

  private static JsonNode json(byte[] body) {
    try {
      return Json.read(body);
    } catch (ProblemException unreadable) {
      throw refused("The document at the client's address is not JSON.");
    }
  }

  private static List<String> redirects(JsonNode document) {
    var redirects = new ArrayList<String>();
    for (var each : document.path("redirect_uris")) redirects.add(each.asText());
    boolean fits =
        !redirects.isEmpty()
            && redirects.size() <= MOST_ADDRESSES
            && redirects.stream().allMatch(uri -> RedirectUris.place(uri).isPresent());
    if (!fits)
      throw refused("The client names an address to answer to that nothing may be sent to.");
    return redirects;
  }

  static ProblemException refused(String detail) {
    return new ProblemException(
        new Problem.Malformed("invalid_client", detail + " Nothing was sent to it."));
  }
}
