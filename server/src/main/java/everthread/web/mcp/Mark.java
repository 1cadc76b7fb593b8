package everthread.web.mcp;

import everthread.web.mcp.protocol.ServerIdentity.Icon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * Everthread's mark, as clients show it beside its name: the pages' own, inline, since a client
 * need not reach the pages.
 */
final class Mark {
  private Mark() {}

  /** As a PNG, which every client can show, and as an SVG, which is sharp at any size. */
  static List<Icon> icons() {
    return List.of(
        icon("/everthread/web/mcp/mark-48.png", "image/png", "48x48"),
        icon("/everthread/web/static/icon.svg", "image/svg+xml", "any"));
  }

  private static Icon icon(String file, String type, String sizes) {
    try (var in = Objects.requireNonNull(Mark.class.getResourceAsStream(file), file)) {
      var data = Base64.getEncoder().encodeToString(in.readAllBytes());
      return new Icon("data:" + type + ";base64," + data, type, sizes);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
