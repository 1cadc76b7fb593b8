package everthread.store.pg;

import everthread.space.SpaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What is remembered of a conversation that is about to go or to come back, inside one transaction.
 * Make it before anything else is changed: it waits for whoever settles memories.
 */
final class Remembered {
  private final Transaction transaction;
  private final SpaceId space;
  private final UUID conversation;
  private final MemoryEvidence evidence;
  private final List<UUID> stated;
  private final Set<UUID> related;

  Remembered(Transaction transaction, SpaceId space, UUID conversation) {
    this.transaction = transaction;
    this.space = space;
    this.conversation = conversation;
    this.evidence = new MemoryEvidence(transaction, space);
    var slots = new MemorySlots(transaction, space);
    slots.lock();
    this.stated = evidence.statedIn(conversation);
    this.related = stated.isEmpty() ? Set.of() : slots.around(stated);
  }

  /** What other conversations state too stays, resting on them. */
  void restElsewhere() {
    if (!stated.isEmpty()) evidence.restOnAnother(conversation);
  }

  /** Counts what is left and settles what speaks of the same; what changed by it. */
  List<PgChangeFeed.Draft> settle() {
    evidence.count(stated);
    var drafts = new ArrayList<>(stated.stream().map(PgMemoryStore::changed).toList());
    drafts.addAll(new Settling(transaction, space).settle(related));
    return drafts;
  }
}
