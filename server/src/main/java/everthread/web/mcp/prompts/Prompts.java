package everthread.web.mcp.prompts;

import everthread.web.mcp.protocol.Prompt;
import everthread.web.mcp.tools.Recall;
import everthread.web.mcp.tools.Tools;
import java.util.List;

/** Every prompt that is served, in the order in which clients list them. A new one goes here. */
public final class Prompts {
  private Prompts() {}

  public static List<Prompt> all(Tools.Stores stores, Recall recall) {
    return List.of(
        new RecallTopic(stores.context(), stores.memories(), recall),
        new SaveChat(),
        new WeeklyDigest(stores.conversations(), recall));
  }
}
