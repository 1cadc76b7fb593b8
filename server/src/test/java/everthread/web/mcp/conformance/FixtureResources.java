package everthread.web.mcp.conformance;

import everthread.space.Principal;
import everthread.web.mcp.protocol.ResourceContents;
import everthread.web.mcp.protocol.Resources;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The resources that the conformance suite asks for, as its scenarios describe them. */
final class FixtureResources implements Resources {
  private static final String TEXT = "test://static-text";
  private static final String BINARY = "test://static-binary";
  private static final String WATCHED = "test://watched-resource";
  private static final Pattern OF_TEMPLATE = Pattern.compile("test://template/([^/]+)/data");

  @Override
  public Optional<Page> list(Principal caller, @Nullable String cursor) {
    if (cursor != null) return Optional.empty();
    return Optional.of(
        new Page(
            List.of(
                listed(TEXT, "text/plain"),
                listed(BINARY, "image/png"),
                listed(WATCHED, "text/plain")),
            null));
  }

  private static Listed listed(String uri, String type) {
    return new Listed(uri, uri, uri, "For the conformance suite.", type, null);
  }

  @Override
  public List<Template> templates() {
    return List.of(
        new Template(
            "test://template/{id}/data",
            "template",
            "Template",
            "For the conformance suite.",
            "application/json"));
  }

  @Override
  public Optional<List<ResourceContents>> read(Principal caller, String uri) {
    var match = OF_TEMPLATE.matcher(uri);
    if (match.matches()) {
      var id = match.group(1);
      var text =
          "{\"id\":\"%1$s\",\"templateTest\":true,\"data\":\"Data for ID: %1$s\"}".formatted(id);
      return Optional.of(List.of(new ResourceContents.Text(uri, "application/json", text)));
    }
    return switch (uri) {
      case TEXT -> text(uri, "This is the content of the static text resource.");
      case WATCHED -> text(uri, "Watched.");
      case BINARY ->
          Optional.of(List.of(new ResourceContents.Binary(uri, "image/png", FixtureTools.PNG)));
      default -> Optional.empty();
    };
  }

  private static Optional<List<ResourceContents>> text(String uri, String text) {
    return Optional.of(List.of(new ResourceContents.Text(uri, "text/plain", text)));
  }

  @Override
  public Optional<String> address(String uri) {
    return Optional.of(uri).filter(given -> given.startsWith("test://"));
  }

  @Override
  public List<String> complete(
      Principal caller, String uriTemplate, String variable, String begun) {
    return List.of();
  }
}
