package everthread.web.mcp.protocol;

import java.util.List;

/** What the body of one POST holds. */
public sealed interface Post {
  record Single(Message message) implements Post {}

  /**
   * @param messages never empty
   */
  record Batch(List<Message> messages) implements Post {
    public Batch {
      messages = List.copyOf(messages);
    }
  }
}
