package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server offers.
 *
 * @param prompts none: the server has no prompts
 * @param resources null: it has none
 * @param logs whether its tools tell clients what they do
 */
public record Features(
    ToolRegistry tools, List<Prompt> prompts, @Nullable Resources resources, boolean logs) {
  public Features {
    prompts = List.copyOf(prompts);
  }

  public static Features of(ToolRegistry tools) {
    return new Features(tools, List.of(), null, false);
  }

  /** As initialize and discover tell them. */
  ObjectNode capabilities() {
    var capabilities = JsonTree.object();
    capabilities.putObject("tools");
    if (!prompts.isEmpty()) capabilities.putObject("prompts");
    if (resources != null) {
      capabilities.putObject("resources").put("subscribe", true).put("listChanged", true);
    }
    if (!prompts.isEmpty() || resources != null) capabilities.putObject("completions");
    if (logs) capabilities.putObject("logging");
    return capabilities;
  }

  Map<String, Method> methods(ToolListener listener) {
    var methods = new HashMap<>(new ToolMethods(tools, listener).methods());
    var promptMethods = new PromptMethods(prompts);
    if (!prompts.isEmpty()) methods.putAll(promptMethods.methods());
    if (resources != null) methods.putAll(new ResourceMethods(resources).methods());
    if (!prompts.isEmpty() || resources != null) {
      methods.putAll(new CompletionMethod(promptMethods, resources).methods());
    }
    return methods;
  }
}
