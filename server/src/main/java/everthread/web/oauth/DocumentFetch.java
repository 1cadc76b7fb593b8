package everthread.web.oauth;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a small document from the public web: https, to the very address that was checked, no
 * redirect, within a few seconds and kilobytes. Blocks; thread-safe.
 */
public final class DocumentFetch implements AutoCloseable {
  private static final int LARGEST = 16 * 1024;
  private static final int CONNECT_MILLIS = 3_000;
  private static final int SECONDS = 5;
  private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age=(\\d{1,9})");

  /**
   * A document as it came.
   *
   * @param maxAge how long it may be kept, zero when that is not said
   */
  record Fetched(byte[] body, Duration maxAge) {}

  private final Outside outside;
  private final HttpClient http;

  public DocumentFetch(Vertx vertx, Outside outside) {
    this.outside = outside;
    var options =
        new HttpClientOptions()
            .setSsl(true)
            .setVerifyHost(true)
            .setConnectTimeout(CONNECT_MILLIS)
            .setSslHandshakeTimeout(CONNECT_MILLIS)
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setKeepAlive(false)
            .setDecompressionSupported(false)
            .setMaxHeaderSize(LARGEST);
    var trust = outside.trust();
    if (trust != null) options.setTrustOptions(trust);
    this.http = vertx.createHttpClient(options);
  }

  /**
   * @throws everthread.problem.ProblemException invalid_client when it cannot be had
   */
  Fetched get(URI address) {
    var port = address.getPort() < 0 ? 443 : address.getPort();
    var host = String.valueOf(address.getHost());
    var path =
        address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    var request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setServer(SocketAddress.inetSocketAddress(port, checked(host).getHostAddress()))
            .setHost(host)
            .setPort(port)
            .setURI(path)
            .setFollowRedirects(false)
            .putHeader("Accept", "application/json");
    try {
      return http.request(request)
          .compose(
              sent -> {
                var read = sent.send().compose(DocumentFetch::read);
                return read.timeout(SECONDS, TimeUnit.SECONDS)
                    .onFailure(late -> sent.connection().close());
              })
          .timeout(2L * SECONDS, TimeUnit.SECONDS)
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (CompletionException failed) {
      throw ClientDocuments.refused(
          failed.getCause() instanceof Unwanted unwanted
              ? unwanted.why
              : "The document at the client's address cannot be had.");
    }
  }

  /** All that the name stands for must be of the public web: the one that is used is among them. */
  private InetAddress checked(String host) {
    List<InetAddress> found;
    try {
      found = outside.resolve(host.replaceAll("^\\[|]$", ""));
    } catch (UnknownHostException unknown) {
      throw ClientDocuments.refused("The host of the client's address is not known.");
    }
    if (found.isEmpty() || !found.stream().allMatch(outside::mayReach)) {
      throw ClientDocuments.refused("The client's address does not lie in the public web.");
    }
    return found.getFirst();
  }

  private static Future<Fetched> read(HttpClientResponse response) {
    Promise<Buffer> whole = Promise.promise();
    response.exceptionHandler(whole::tryFail);
    if (response.statusCode() != 200) {
      return Future.failedFuture(
          new Unwanted("The client's address answers with status " + response.statusCode() + "."));
    }
    if (!isJson(response.getHeader("Content-Type"))) {
      return Future.failedFuture(new Unwanted("The document at the client's address is not JSON."));
    }
    var body = Buffer.buffer();
    response.handler(
        piece -> {
          if (body.length() + piece.length() > LARGEST) {
            whole.tryFail(new Unwanted("The document at the client's address is too long."));
          } else {
            body.appendBuffer(piece);
          }
        });
    response.endHandler(end -> whole.tryComplete(body));
    var maxAge = maxAge(response.getHeader("Cache-Control"));
    return whole.future().map(bytes -> new Fetched(bytes.getBytes(), maxAge));
  }

  private static boolean isJson(@Nullable String type) {
    if (type == null) return false;
    var plain = type.split(";", 2)[0].strip();
    return plain.equalsIgnoreCase("application/json")
        || plain.regionMatches(true, Math.max(0, plain.length() - 5), "+json", 0, 5);
  }

  private static Duration maxAge(@Nullable String cacheControl) {
    if (cacheControl == null) return Duration.ZERO;
    var match = MAX_AGE.matcher(cacheControl);
    return match.find() ? Duration.ofSeconds(Long.parseLong(match.group(1))) : Duration.ZERO;
  }

  /** What came is not wanted. */
  private static final class Unwanted extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1;

    private final String why;

    Unwanted(String why) {
      super("unwanted", null, false, false);
      this.why = why;
    }
  }

  @Override
  public void close() {
    http.close().toCompletionStage().toCompletableFuture().join();
  }
}
