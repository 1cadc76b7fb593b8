package everthread.web.page;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Links that came from outside, kept only where they lead to the web. Pure. */
final class SafeLink {
  private SafeLink() {}

  /** The link when it is http or https, else empty. */
  static String of(@Nullable String link) {
    if (link == null) return "";
    try {
      var uri = new URI(link);
      var web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null ? link : "";
    } catch (URISyntaxException notALink) {
      return "";
    }
  }

  /** The host of a link for its label, such as "claude.ai"; empty when there is none. */
  static String host(String link) {
    if (link.isEmpty()) return "";
    var host = URI.create(link).getHost();
    return host.startsWith("www.") ? host.substring(4) : host;
  }
}
