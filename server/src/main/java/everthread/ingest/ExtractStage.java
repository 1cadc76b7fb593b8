package everthread.ingest;

import everthread.conversation.Branches;
import everthread.conversation.ConversationStore;
import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.extract.Fact;
import everthread.extract.Turn;
import everthread.memory.MemoryStore;
import everthread.memory.NewMemory;
import everthread.memory.Provenance;
import everthread.memory.Validity;
import everthread.space.SpaceId;
import everthread.supersession.MarkStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Finds the facts that messages state and keeps them as memories. A conversation is loaded once for
 * all jobs that ask for it. May run twice; the second time changes nothing. Thread-safe.
 */
final class ExtractStage {
  /** How many turns before a turn an extractor may look at. */
  private static final int CONTEXT = 12;

  private final ConversationStore conversations;
  private final MemoryStore memories;
  private final JobQueue queue;
  private final MarkStore marks;
  private final FactFinder facts;
  private final Afterwards afterwards;

  ExtractStage(Pipeline.Stores stores, FactFinder facts, Afterwards afterwards) {
    this.conversations = stores.conversations();
    this.memories = stores.memories();
    this.queue = stores.jobs();
    this.marks = stores.marks();
    this.facts = facts;
    this.afterwards = afterwards;
  }

  /** Runs jobs of one space to their end. */
  void run(SpaceId space, List<Job> jobs) {
    var wanted = new LinkedHashMap<UUID, Set<UUID>>();
    for (var job : jobs) {
      wanted.computeIfAbsent(job.subjectId(), id -> new HashSet<>()).addAll(job.messageIds());
    }
    var found = new ArrayList<NewMemory>();
    wanted.forEach(
        (id, messages) ->
            conversations
                .find(space, id)
                .ifPresent(conversation -> found.addAll(stated(conversation, messages))));
    if (!found.isEmpty()) memories.add(space, found);
    marks.mark(space, wanted.values().stream().flatMap(Set::stream).toList());
    queue.done(jobs.stream().filter(job -> !afterwards.takes(job)).toList());
  }

  private List<NewMemory> stated(StoredConversation conversation, Set<UUID> messages) {
    return conversation.messages().stream()
        .filter(message -> messages.contains(message.id()))
        .flatMap(message -> stated(conversation, message).stream())
        .toList();
  }

  private List<NewMemory> stated(StoredConversation conversation, StoredMessage message) {
    return facts.facts(turns(conversation, message)).stream()
        .filter(fact -> fact.sourceId().equals(message.sourceId()))
        .map(fact -> memory(conversation, message, fact))
        .toList();
  }

  /** The message and those before it on its branch. */
  static List<Turn> turns(StoredConversation conversation, StoredMessage message) {
    var branch = Branches.to(conversation.messages(), message.id());
    return branch.subList(Math.max(0, branch.size() - 1 - CONTEXT), branch.size()).stream()
        .map(ExtractStage::turn)
        .toList();
  }

  private static Turn turn(StoredMessage message) {
    return new Turn(
        message.sourceId(), message.role(), message.author(), message.text(), message.createdAt());
  }

  static NewMemory memory(StoredConversation conversation, StoredMessage message, Fact fact) {
    var provenance =
        new Provenance(
            conversation.summary().id(),
            message.id(),
            message.sourceId(),
            message.role(),
            message.author(),
            fact.quote(),
            fact.extractor(),
            fact.confidence());
    var validity =
        fact.confidence() >= Fact.SURE
            ? new Validity.Current(message.createdAt())
            : new Validity.InReview();
    return new NewMemory(
        fact.text(),
        null,
        List.of(),
        Map.of(),
        conversation.summary().site(),
        provenance,
        validity);
  }
}
