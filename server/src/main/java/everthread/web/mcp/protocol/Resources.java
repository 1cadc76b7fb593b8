package everthread.web.mcp.protocol;

import everthread.space.Principal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Things that a client can read by an address of theirs. Blocks; thread-safe. */
public interface Resources {

  /**
   * One that is listed.
   *
   * @param name short, for people
   * @param lastModified RFC 3339, null when it is not known
   */
  record Listed(
      String uri,
      String name,
      String title,
      String description,
      String mimeType,
      @Nullable String lastModified) {}

  /**
   * A kind of address.
   *
   * @param uriTemplate RFC 6570, level 1
   */
  record Template(
      String uriTemplate, String name, String title, String description, String mimeType) {}

  /**
   * A page of the list.
   *
   * @param next where the next one begins, null for the last
   */
  record Page(List<Listed> resources, @Nullable String next) {
    public Page {
      resources = List.copyOf(resources);
    }
  }

  /**
   * @param cursor {@link Page#next} of the page before, null for the first
   * @return empty when the cursor is not from here
   */
  Optional<Page> list(Principal caller, @Nullable String cursor);

  /** The same for every caller. */
  List<Template> templates();

  /** What it holds; empty when there is no such resource. */
  Optional<List<ResourceContents>> read(Principal caller, String uri);

  /**
   * The one address of what the uri names, of several ways to write it; empty when nothing here can
   * ever have it. Does not look whether there is such a thing.
   */
  Optional<String> address(String uri);

  /** Values that the template's variable may have, best first. */
  List<String> complete(Principal caller, String uriTemplate, String variable, String begun);
}
