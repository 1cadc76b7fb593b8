package everthread.web.page;

import everthread.memory.Memory;
import everthread.memory.MemoryFilter;
import everthread.memory.MemoryStore;
import everthread.memory.Validity;
import everthread.web.page.ConversationView.FactView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The memories that came from a conversation, by message. Blocks. */
final class ConversationFacts {
  private static final int MOST = 100;

  private final MemoryStore memories;
  private final Validities validities;

  ConversationFacts(MemoryStore memories) {
    this.memories = memories;
    this.validities = new Validities(memories);
  }

  Map<UUID, List<FactView>> of(Visit visit, UUID conversation) {
    var filter = new MemoryFilter(null, null, null, conversation);
    var byMessage = new HashMap<UUID, List<FactView>>();
    for (var memory : memories.list(visit.space(), filter, null, MOST)) {
      var from = memory.provenance();
      if (from == null) continue;
      byMessage
          .computeIfAbsent(from.messageId(), ignored -> new ArrayList<>())
          .add(view(visit, memory));
    }
    return byMessage;
  }

  private FactView view(Visit visit, Memory memory) {
    return new FactView(
        memory.wireId(),
        memory.content(),
        validities.of(visit.space(), memory, visit.dates()),
        Address.of("/memories").with("show", memory.wireId()).at(memory.wireId()).toString(),
        Address.of("/memories").with("edit", memory.wireId()).at(memory.wireId()).toString(),
        memory.validity() instanceof Validity.InReview);
  }
}
