package everthread.web.mcp.protocol;

import java.util.List;
import java.util.Map;

/** Words that a person chooses from their client's menu to begin with. Thread-safe. */
public interface Prompt {

  /** What is to be filled in. */
  record Argument(String name, String title, String description, boolean required) {}

  /** One message, as if the person had written it. */
  record Line(Content content) {}

  String name();

  String title();

  String description();

  List<Argument> arguments();

  /**
   * The messages. Blocks.
   *
   * @param arguments holds each that is required
   */
  List<Line> get(Exchange exchange, Map<String, String> arguments);

  /** Values that an argument may have, best first; none unless overridden. */
  default List<String> complete(Exchange exchange, String argument, String begun) {
    return List.of();
  }
}
