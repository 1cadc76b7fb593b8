package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that the client is to supply: an answer of its person, of its model, or its folders.
 *
 * @param method as the specification names it, such as {@code elicitation/create}
 */
public record ClientRequest(String method, ObjectNode params) {

  /** What a client must have declared to be asked this. */
  String capability() {
    return method.substring(0, method.indexOf('/'));
  }

  /**
   * Asks the person.
   *
   * @param schema flat JSON Schema of an object, as elicitation allows
   */
  public static ClientRequest ofPerson(String message, ObjectNode schema) {
    var params = JsonTree.object().put("message", message);
    params.set("requestedSchema", schema);
    return new ClientRequest("elicitation/create", params);
  }

  /** Asks the client's model. */
  public static ClientRequest ofModel(String prompt, int maxTokens) {
    var params = JsonTree.object();
    var message = params.putArray("messages").addObject().put("role", "user");
    message.putObject("content").put("type", "text").put("text", prompt);
    return new ClientRequest("sampling/createMessage", params.put("maxTokens", maxTokens));
  }

  /** Asks for the folders that the client works in. */
  public static ClientRequest ofRoots() {
    return new ClientRequest("roots/list", JsonTree.object());
  }
}
