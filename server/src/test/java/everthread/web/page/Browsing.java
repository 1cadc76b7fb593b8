package everthread.web.page;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A browser without script, redirects not followed; signed in when it holds a cookie. */
final class Browsing implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final PreviewHouse house;
  private final String cookie;

  private Browsing(PreviewHouse house, String cookie) {
    this.house = house;
    this.cookie = cookie;
  }

  static Browsing signedIn(PreviewHouse house) {
    return new Browsing(house, "everthread_session=" + house.cookie());
  }

  static Browsing stranger(PreviewHouse house) {
    return new Browsing(house, "");
  }

  Browsing with(String furtherCookie) {
    return new Browsing(house, cookie + "; " + furtherCookie);
  }

  HttpResponse<String> get(String path, String... headers) {
    var request = request(path).GET();
    if (headers.length > 0) request.headers(headers);
    return send(request.build());
  }

  Document page(String path) {
    return Jsoup.parse(get(path).body());
  }

  /** Posts a form; fields alternate names and values. */
  HttpResponse<String> post(String path, String... fields) {
    var body = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      body.append(encode(fields[i])).append('=').append(encode(fields[i + 1])).append('&');
    }
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(house.url() + path));
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new AssertionError(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
