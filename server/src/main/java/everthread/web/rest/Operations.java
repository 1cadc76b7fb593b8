package everthread.web.rest;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Every operation of the contract, by its operationId. */
final class Operations {
  private Operations() {}

  static Map<String, Function<Call, Reply>> of(RestServices services) {
    var captures = new CaptureOperations(services);
    var conversations = new ConversationOperations(services);
    var memories = new MemoryOperations(services);
    var histories = new HistoryOperations(services);
    var access = new AccessOperations(services);
    var search = new SearchOperations(services);

    var operations = new HashMap<String, Function<Call, Reply>>();
    operations.put("sendCaptures", captures::send);
    operations.put("rereadCaptures", captures::reread);
    operations.put("listConversations", conversations::list);
    operations.put("saveConversation", conversations::save);
    operations.put("getConversation", conversations::get);
    operations.put("deleteConversation", conversations::delete);
    operations.put("keepConversation", conversations::keep);
    operations.put("search", search::search);
    operations.put("buildContext", new ContextOperations(services)::build);
    operations.put("extract", search::extract);
    operations.put("stats", search::stats);
    operations.put("listMemories", memories::list);
    operations.put("addMemory", memories::add);
    operations.put("getMemory", memories::get);
    operations.put("updateMemory", memories::update);
    operations.put("deleteMemory", memories::delete);
    operations.put("memoryHistory", histories::history);
    operations.put("memoryReport", histories::report);
    operations.put("listSpaces", access::listSpaces);
    operations.put("createSpace", access::createSpace);
    operations.put("listKeys", access::listKeys);
    operations.put("makeKey", access::makeKey);
    operations.put("revokeKey", access::revokeKey);
    operations.put("pair", access::pair);
    return Map.copyOf(operations);
  }
}
