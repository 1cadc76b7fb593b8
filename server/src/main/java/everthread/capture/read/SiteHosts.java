package everthread.capture.read;

import everthread.conversation.Site;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which hosts are a site's: a capture must not claim to be of another site. Pure. */
public final class SiteHosts {
  private static final Map<Site, Set<String>> HOSTS =
      Map.of(
          Site.CHATGPT,
              Set.of("chatgpt.com", "www.chatgpt.com", "chat.openai.com", "ws.chatgpt.com"),
          Site.CLAUDE, Set.of("claude.ai", "www.claude.ai"),
          Site.GEMINI, Set.of("gemini.google.com"));

  private static final Set<String> SCHEMES = Set.of("https", "wss");

  private SiteHosts() {}

  /** True when both addresses are the site's; a DOM capture's own address is its page's. */
  public static boolean fits(Site site, String url, String pageUrl) {
    var hosts = HOSTS.get(site);
    return hosts != null && isOn(hosts, url) && isOn(hosts, pageUrl);
  }

  private static boolean isOn(Set<String> hosts, String address) {
    try {
      var uri = new URI(address.replaceFirst("[?#].*$", ""));
      var host = uri.getHost();
      return host != null
          && uri.getUserInfo() == null
          && (uri.getPort() == -1 || uri.getPort() == 443)
          && SCHEMES.contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))
          && hosts.contains(host.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException noAddress) {
      return false;
    }
  }
}
