package everthread.web.oauth;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * Where everything of OAuth lies, told by the configured address alone: nothing that a request says
 * of itself (Host, Forwarded) goes into these.
 */
public final class OAuthAddresses {
  private static final List<String> RESOURCES = List.of("", "/mcp", "/api/mcp");

  private final String base;

  /**
   * @param base the server's public address, without a slash at its end
   */
  public OAuthAddresses(String base) {
    this.base = base;
  }

  /** Identifies this authorization server, character by character (RFC 8414, section 3.3). */
  public String issuer() {
    return base;
  }

  /** What tokens are good for. */
  public String resource() {
    return base + "/mcp";
  }

  /** What a token of another issuer may be made for: the MCP endpoint, by either path. */
  public Set<String> audiences() {
    return Set.of(base + "/mcp", base + "/api/mcp");
  }

  URI at(String path) {
    return URI.create(base + path);
  }

  /** Where the MCP endpoint says who may let in (RFC 9728, section 3.1). */
  public String resourceMetadata() {
    var uri = URI.create(base);
    var path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return uri.getScheme()
        + "://"
        + uri.getRawAuthority()
        + "/.well-known/oauth-protected-resource"
        + path
        + "/mcp";
  }

  /** True for the MCP endpoint, by either path, and for the server as a whole. */
  boolean isOurs(String resource) {
    var asked = resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
    return RESOURCES.stream().anyMatch(path -> asked.equals(base + path));
  }
}
