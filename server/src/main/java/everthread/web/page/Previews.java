package everthread.web.page;

import everthread.conversation.Branches;
import everthread.conversation.ConversationStore;
import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.memory.Memory;
import everthread.memory.MemoryFilter;
import everthread.memory.MemoryStore;
import everthread.search.Hit;
import everthread.web.page.PreviewView.Turn;
import everthread.web.page.markdown.FoundWords;
import everthread.web.page.markdown.MessageHtml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Shows a hit among its neighbours. Blocks. */
final class Previews {
  private static final int NEIGHBOUR = 320;
  private static final int MOST_FACTS = 100;

  private final ConversationStore conversations;
  private final MemoryStore memories;

  Previews(PageServices services) {
    this.conversations = services.conversations();
    this.memories = services.memories();
  }

  Optional<PreviewView> of(Visit visit, Hit hit, String query) {
    var words = HitViews.words(hit, query);
    if (hit.kind() == Hit.Kind.MEMORY) return memory(visit, hit.id(), query, words);
    var conversation = hit.conversationId();
    return conversation == null
        ? Optional.empty()
        : message(visit, conversation, hit.id(), query, words);
  }

  Optional<PreviewView> message(
      Visit visit, UUID conversation, UUID message, String query, FoundWords words) {
    return conversations
        .find(visit.space(), conversation)
        .flatMap(found -> context(visit, found, message, query, words, ""));
  }

  Optional<PreviewView> memory(Visit visit, UUID id, String query, FoundWords words) {
    return memories.find(visit.space(), id).map(memory -> memory(visit, memory, query, words));
  }

  private PreviewView memory(Visit visit, Memory memory, String query, FoundWords words) {
    var from = memory.provenance();
    if (from != null) {
      var context =
          conversations
              .find(visit.space(), from.conversationId())
              .flatMap(
                  found -> context(visit, found, from.messageId(), query, words, memory.content()));
      if (context.isPresent()) return context.get();
    }
    return new PreviewView(
        "A memory",
        SiteMark.of(memory.site()),
        visit.dates().dayAndTime(memory.createdAt()),
        Speakers.said(memory),
        List.of(),
        memory.content(),
        Address.of("/memories").with("show", memory.wireId()).at(memory.wireId()).toString(),
        "",
        "",
        "",
        "");
  }

  private Optional<PreviewView> context(
      Visit visit,
      StoredConversation conversation,
      UUID message,
      String query,
      FoundWords words,
      String fact) {
    var leaf = Branches.newestLeafBelow(conversation.messages(), message);
    var active = conversation.activeBranch();
    var branch =
        indexOf(active, message) >= 0 ? active : Branches.to(conversation.messages(), leaf);
    int index = indexOf(branch, message);
    if (index < 0) return Optional.empty();
    var summary = conversation.summary();
    var original = SafeLink.of(summary.url());
    int facts = facts(visit, summary.id());
    return Optional.of(
        new PreviewView(
            summary.title() == null ? "Without a title" : summary.title(),
            SiteMark.of(summary.site()),
            visit.dates().dayAndTime(branch.get(index).createdAt()),
            "message " + (index + 1) + " of " + branch.size(),
            turns(visit, conversation, branch, index, words),
            fact,
            Address.of("/conversations/" + summary.id())
                .with("q", query)
                .with("at", message.toString())
                .at("m-" + message)
                .toString(),
            original,
            SafeLink.host(original),
            facts == 0 ? "" : Counted.of(facts, "memory", "memories") + " from this chat",
            "/conversations/" + summary.id()));
  }

  private int facts(Visit visit, UUID conversation) {
    var filter = new MemoryFilter(null, null, null, conversation);
    return memories.list(visit.space(), filter, null, MOST_FACTS).size();
  }

  private static List<Turn> turns(
      Visit visit,
      StoredConversation conversation,
      List<StoredMessage> branch,
      int index,
      FoundWords words) {
    var turns = new ArrayList<Turn>();
    for (int i = Math.max(0, index - 1); i <= Math.min(branch.size() - 1, index + 1); i++) {
      var message = branch.get(i);
      var typed = message.role() == everthread.conversation.Role.USER;
      var text = i == index ? message.text() : MessageHtml.plain(message.text(), NEIGHBOUR);
      turns.add(
          new Turn(
              Speakers.name(message.role(), conversation.summary().site(), message.author()),
              visit.dates().time(message.createdAt()),
              MessageHtml.of(text, typed, i == index ? words : FoundWords.NONE),
              i == index,
              Languages.of(message.text())));
    }
    return turns;
  }

  private static int indexOf(List<StoredMessage> branch, UUID message) {
    for (int i = 0; i < branch.size(); i++) {
      if (branch.get(i).id().equals(message)) return i;
    }
    return -1;
  }
}
