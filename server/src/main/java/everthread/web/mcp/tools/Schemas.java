package everthread.web.mcp.tools;

import everthread.conversation.Site;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Pieces of JSON Schema that several tools publish. */
final class Schemas {
  private static final String SITES =
      Arrays.stream(Site.values())
          .map(site -> '"' + site.wireName() + '"')
          .collect(Collectors.joining(","));

  /** A filter on where it was said. Its name says so; the list of tools stands in every chat. */
  static final String PLATFORM = "{\"type\":\"string\",\"enum\":[%s]}".formatted(SITES);

  static final String TAG =
      """
      {"type":"string","minLength":1,"maxLength":100,"pattern":"\\\\S"}""";

  static final String ID =
      """
      {"type":"string","minLength":1,"maxLength":100}""";

  /**
   * The same with another sense.
   *
   * @param description for models
   */
  static String platform(String description) {
    return "{\"type\":\"string\",\"enum\":[%s],\"description\":\"%s\"}"
        .formatted(SITES, description);
  }

  private Schemas() {}
}
