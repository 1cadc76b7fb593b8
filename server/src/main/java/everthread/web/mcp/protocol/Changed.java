package everthread.web.mcp.protocol;

import everthread.space.SpaceId;
import java.util.Set;

/**
 * What changed among the resources of a space.
 *
 * @param resources their {@link Resources#address addresses}
 * @param everything true when so much changed that it is not told apart
 * @param list whether the list shows it: one came or went, or shows another name or date
 */
public record Changed(SpaceId space, Set<String> resources, boolean everything, boolean list) {
  public Changed {
    resources = Set.copyOf(resources);
  }
}
