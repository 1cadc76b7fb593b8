package everthread.web.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pages' fonts, styles and scripts, read once from the class path. Each has the hash of its
 * content in its address and may be kept for ever. Thread-safe.
 */
public final class StaticFiles {
  private static final String FOLDER = "everthread/web/static/";
  private static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.8/dist/htmx.min.js";
  private static final List<String> FONTS =
      List.of(
          "atkinson-hyperlegible-next-latin.woff2",
          "atkinson-hyperlegible-next-latin-italic.woff2");
  private static final List<String> STYLES =
      List.of(
          "tokens",
          "base",
          "shell",
          "controls",
          "search",
          "message",
          "conversation",
          "memories",
          "connect",
          "status",
          "entry");
  private static final List<String> SCRIPTS =
      List.of("shell.js", "keys.js", "search.js", "conversation.js", "memories.js", "connect.js");
  private static final Pattern URL = Pattern.compile("url\\(\"([^\"]+)\"\\)");

  private record File(String type, Buffer bytes, String hash) {}

  private final Map<String, String> addresses = new LinkedHashMap<>();
  private final Map<String, File> files = new LinkedHashMap<>();

  public StaticFiles() {
    for (var font : FONTS) add(font, "font/woff2", resource(FOLDER + font));
    add("icon.svg", "image/svg+xml", resource(FOLDER + "icon.svg"));
    add("everthread.css", "text/css; charset=utf-8", utf8(styles()));
    add("htmx.js", "text/javascript; charset=utf-8", resource(HTMX));
    for (var script : SCRIPTS) {
      add(script, "text/javascript; charset=utf-8", resource(FOLDER + script));
    }
  }

  /** The address of a file by its plain name. */
  public String url(String name) {
    var address = addresses.get(name);
    if (address == null) throw new IllegalArgumentException("no static file " + name);
    return address;
  }

  /** Our own scripts, in order. */
  public List<String> scripts() {
    return SCRIPTS.stream().map(this::url).toList();
  }

  void mount(Router router) {
    router.get("/static/*").handler(this::send);
  }

  private void send(RoutingContext context) {
    var file = files.get(context.request().path());
    if (file == null) {
      context.response().setStatusCode(404).end();
      return;
    }
    var tag = "\"" + file.hash() + "\"";
    var response =
        context
            .response()
            .putHeader("Cache-Control", "public, max-age=31536000, immutable")
            .putHeader("ETag", tag)
            .putHeader("X-Content-Type-Options", "nosniff")
            .putHeader("Content-Type", file.type());
    if (tag.equals(context.request().getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
    } else {
      response.end(file.bytes());
    }
  }

  private void add(String name, String type, byte[] bytes) {
    var hash = hash(bytes);
    var dot = name.lastIndexOf('.');
    var address = "/static/" + name.substring(0, dot) + "." + hash + name.substring(dot);
    addresses.put(name, address);
    files.put(address, new File(type, Buffer.buffer(bytes), hash));
  }

  private String styles() {
    var all = new StringBuilder();
    for (var style : STYLES) {
      var text = new String(resource(FOLDER + "css/" + style + ".css"), StandardCharsets.UTF_8);
      all.append(
          URL.matcher(text)
              .replaceAll(
                  match -> Matcher.quoteReplacement("url(\"" + url(match.group(1)) + "\")")));
      all.append('\n');
    }
    return all.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] resource(String path) {
    try (InputStream in = StaticFiles.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) throw new IllegalStateException("missing from the build: " + path);
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
