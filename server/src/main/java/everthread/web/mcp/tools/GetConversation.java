package everthread.web.mcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import everthread.conversation.ConversationStore;
import everthread.conversation.StoredConversation;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.UuidText;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;
import java.util.Optional;

/** Reads a saved conversation, a page at a time. */
public final class GetConversation implements Tool {
  private static final int LIMIT = 50;

  private static final ToolResult NO_SUCH_PLACE =
      new ToolResult.Refusal(
          "'after' must be the id of a message of this conversation, or next_after of the page"
              + " before. Leave it out to start at the beginning.");

  private final ConversationStore conversations;
  private final Recall recall;

  public GetConversation(ConversationStore conversations, Recall recall) {
    this.conversations = conversations;
    this.recall = recall;
  }

  @Override
  public String name() {
    return "get_conversation";
  }

  @Override
  public String title() {
    return "Read a conversation";
  }

  @Override
  public String description() {
    return """
    Read a saved chat in order, with who said what and when. Call it with a conversation id from \
    search_memory when a hit alone does not answer, or when the person wants to go on from that chat. \
    Long chats come in pages; the answer says how to get the next.""";
  }

  @Override
  public ObjectNode inputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","additionalProperties":false,"required":["conversation_id"],"properties":{
          "conversation_id":%s,
          "after":{"type":"string","maxLength":100,
            "description":"A message id, or next_after of the page before: starts behind it"},
          "limit":{"type":"integer","minimum":1,"maximum":100,"default":50,
            "description":"Messages a page"}}}
        """
            .formatted(Schemas.ID));
  }

  @Override
  public ObjectNode outputSchema() {
    return JsonTree.ours(
        """
        {"type":"object","required":["notice","id","site","messages","has_more"],"properties":{
          "notice":{"type":"string"},
          "id":{"type":"string"},
          "site":{"type":"string"},
          "title":{"type":"string"},
          "project":{"type":"string"},
          "url":{"type":"string"},
          "created_at":{"type":"string"},
          "updated_at":{"type":"string"},
          "message_count":{"type":"integer"},
          "messages":{"type":"array","items":{"type":"object",
            "required":["id","role","text","created_at","part"],"properties":{
              "id":{"type":"string"},
              "role":{"type":"string"},
              "author":{"type":"string"},
              "text":{"type":"string"},
              "created_at":{"type":"string"},
              "part":{"type":"boolean"}}}},
          "has_more":{"type":"boolean"},
          "next_after":{"type":"string"}}}
        """);
  }

  @Override
  public Annotations annotations() {
    return Annotations.READS;
  }

  @Override
  public Scope needs() {
    return Scope.READ;
  }

  @Override
  public ToolResult call(Principal caller, ObjectNode arguments) {
    var given = new Arguments(arguments);
    return UuidText.parse(given.text("conversation_id").orElseThrow())
        .flatMap(id -> conversations.find(caller.space(), id))
        .map(conversation -> read(conversation, given))
        .orElse(Refusals.NO_SUCH_CONVERSATION);
  }

  private ToolResult read(StoredConversation conversation, Arguments given) {
    return given
        .text("after")
        .map(cursor -> ReadingPlace.after(cursor, conversation))
        .orElseGet(() -> Optional.of(ReadingPlace.start(conversation)))
        .map(place -> answer(conversation, place, given.number("limit", LIMIT)))
        .orElse(NO_SUCH_PLACE);
  }

  private ToolResult answer(StoredConversation conversation, ReadingPlace place, int limit) {
    var page = ConversationPage.of(place.branch(), place, limit, recall);
    return new ConversationNotes(recall).answer(conversation, place.branch().size(), page);
  }
}
