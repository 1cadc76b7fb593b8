package everthread.capture.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import everthread.capture.Capture;
import everthread.conversation.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of shared-schema/fixtures/sites: what a site sent, as the capture of it. */
public record SiteFixture(Site site, Path folder) {
  static final Path SITES = root();
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern GEMINI_ID = Pattern.compile("/app/([0-9a-f]{8,})");

  private static Path root() {
    var here = Path.of("../shared-schema/fixtures/sites");
    return Files.isDirectory(here) ? here : Path.of("shared-schema/fixtures/sites");
  }

  public static List<SiteFixture> all() {
    return folders(SITES).stream()
        .flatMap(site -> folders(site).stream().map(each -> new SiteFixture(siteOf(site), each)))
        .toList();
  }

  static List<Path> folders(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.filter(Files::isDirectory).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Site siteOf(Path folder) {
    return Site.ofWireName(folder.getFileName().toString()).orElseThrow();
  }

  String name() {
    return site.wireName() + "/" + folder.getFileName();
  }

  Path expected() {
    return folder.resolve("conversation.expected.json");
  }

  public Capture capture() {
    var exchange = json(folder.resolve("exchange.json"));
    var pageUrl = exchange.path("page_url").asText();
    var url = exchange.path("url").asText(pageUrl);
    var kind = kind(url);
    return new Capture(
        UUID.fromString("0198c1de-7a10-7c3e-9d1e-2f6b7a0c1d2e"),
        site,
        kind,
        url,
        pageUrl,
        conversationSourceId(pageUrl),
        Instant.parse("2026-09-03T10:00:00Z"),
        request(exchange.path("request_body").asText("")),
        body(kind),
        kind == Capture.Kind.DOM ? "text/html" : exchange.path("content_type").asText(),
        !exchange.path("ending").asText().equals("aborted"),
        new Capture.Client("0.1.0", site.wireName() + "/1"));
  }

  static Capture withBody(Capture capture, String body) {
    return withBody(capture, capture.kind(), body);
  }

  static Capture withBody(Capture capture, Capture.Kind kind, String body) {
    return new Capture(
        capture.id(),
        capture.site(),
        kind,
        capture.url(),
        capture.pageUrl(),
        capture.conversationSourceId(),
        capture.capturedAt(),
        capture.request(),
        body,
        capture.bodyType(),
        capture.complete(),
        capture.client());
  }

  private Capture.Kind kind(String url) {
    if (Files.exists(folder.resolve("page.html"))) return Capture.Kind.DOM;
    boolean isStream =
        url.endsWith("/completion")
            || url.endsWith("/retry_completion")
            || url.endsWith("/backend-api/f/conversation")
            || url.endsWith("/backend-api/conversation")
            || url.startsWith("wss://")
            || url.contains("StreamGenerate");
    return isStream ? Capture.Kind.STREAM : Capture.Kind.SNAPSHOT;
  }

  private String body(Capture.Kind kind) {
    if (kind == Capture.Kind.DOM) return text(folder.resolve("page.html"));
    for (var name : List.of("body.sse", "body.json", "body.txt")) {
      if (Files.exists(folder.resolve(name))) return text(folder.resolve(name));
    }
    throw new IllegalStateException(name() + " has no body");
  }

  /** Gemini's exchanges do not all name the conversation: the extension takes it off the page. */
  private @org.jspecify.annotations.Nullable String conversationSourceId(String pageUrl) {
    if (site != Site.GEMINI) return null;
    var id = GEMINI_ID.matcher(pageUrl);
    return id.find() ? "c_" + id.group(1) : null;
  }

  private Map<String, Object> request(String body) {
    if (body.isEmpty()) return Map.of();
    var request = new LinkedHashMap<String, Object>();
    if (site == Site.GEMINI) {
      var field = body.substring("f.req=".length(), body.indexOf("&at="));
      request.put("f.req", URLDecoder.decode(field, StandardCharsets.UTF_8));
    } else {
      MAPPER
          .convertValue(parse(body), Map.class)
          .forEach((name, value) -> request.put((String) name, value));
    }
    return request;
  }

  static JsonNode json(Path file) {
    return parse(text(file));
  }

  private static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
