package everthread.web.oauth;

import everthread.connecting.Attempts;
import everthread.connecting.Stage;
import everthread.web.Json;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Says what the MCP endpoint is and who lets in (RFC 9728). */
public final class ResourceMetadata {
  private final OAuthAddresses addresses;
  private final String issuer;
  private final ClientSteps steps;

  /**
   * @param issuer who lets in, character by character
   * @param attempts is told who reads it
   */
  public ResourceMetadata(OAuthAddresses addresses, String issuer, Attempts attempts) {
    this.addresses = addresses;
    this.issuer = issuer;
    this.steps = new ClientSteps(attempts);
  }

  public void mount(Router router) {
    mount(router, "", "/mcp");
    for (var path : List.of("/mcp", "/api/mcp")) mount(router, path, path);
  }

  private void mount(Router router, String suffix, String path) {
    var well = "/.well-known/oauth-protected-resource" + suffix;
    steps.document(router, Stage.RESOURCE, List.of(well), of(path));
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
}
