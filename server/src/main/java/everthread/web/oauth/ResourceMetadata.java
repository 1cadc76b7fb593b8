package everthread.web.oauth;

import everthread.web.Json;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Says what the MCP endpoint is and who lets in (RFC 9728). */
public final class ResourceMetadata {
  private final OAuthAddresses addresses;
  private final String issuer;

  /**
   * @param issuer who lets in, character by character
   */
  public ResourceMetadata(OAuthAddresses addresses, String issuer) {
    this.addresses = addresses;
    this.issuer = issuer;
  }

  public void mount(Router router) {
    document(router, "/.well-known/oauth-protected-resource", of("/mcp"));
    for (var path : List.of("/mcp", "/api/mcp")) {
      document(router, "/.well-known/oauth-protected-resource" + path, of(path));
    }
  }

  /** Section 2. */
  private String of(String path) {
    var document = Json.MAPPER.createObjectNode();
    document.put("resource", addresses.at(path).toString());
    document.put("resource_name", "Everthread");
    document.putArray("authorization_servers").add(issuer);
    var scopes = document.putArray("scopes_supported");
    OAuthScopes.names(OAuthScopes.OFFERED).forEach(scopes::add);
    document.putArray("bearer_methods_supported").add("header");
    return new String(Json.write(document), StandardCharsets.UTF_8);
  }

  static void document(Router router, String path, String json) {
    router
        .get(path)
        .handler(
            context ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(json));
  }
}
