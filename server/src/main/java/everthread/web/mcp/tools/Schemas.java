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

  /** A filter on where it was said. */
  static final String PLATFORM =
      "{\"type\":\"string\",\"enum\":[%s],\"description\":\"Only from this assistant or source\"}"
          .formatted(SITES);

  static final String TAG =
      """
      {"type":"string","minLength":1,"maxLength":100,"pattern":"\\\\S"}""";

  static final String ID =
      """
      {"type":"string","minLength":1,"maxLength":100}""";

  private Schemas() {}
}
