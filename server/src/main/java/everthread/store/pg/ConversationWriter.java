package everthread.store.pg;

import everthread.capture.read.MadeUpId;
import everthread.conversation.ConversationStore.Saved;
import everthread.conversation.ConversationStore.Telling;
import everthread.conversation.Message;
import everthread.conversation.Role;
import everthread.conversation.Source;
import everthread.feed.Change.Subject;
import everthread.space.SpaceId;
import everthread.store.pg.MessageRows.Placed;
import everthread.store.pg.OpenConversations.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Saves told conversations inside one transaction, each statement once for all of them. Of the same
 * conversation told several times each telling is a round of its own.
 */
final class ConversationWriter {
  private final Transaction transaction;
  private final SpaceId space;
  private final MessageRows messages;
  private final Map<Name, ConversationRow> rows = new HashMap<>();
  private final List<PgChangeFeed.Draft> drafts = new ArrayList<>();
  private final Map<UUID, List<UUID>> sayings = new LinkedHashMap<>();

  ConversationWriter(Transaction transaction, SpaceId space) {
    this.transaction = transaction;
    this.space = space;
    this.messages = new MessageRows(transaction, space);
  }

  /** One telling and what it changes. */
  private record Work(
      int index, Telling telling, ConversationRow row, MessageMerge merge, List<MessageRow> kept) {}

  /**
   * Saves them.
   *
   * @return one each, in order; empty for a conversation that was deleted and stays so
   */
  List<Optional<Saved>> save(List<Telling> tellings) {
    rows.putAll(new OpenConversations(transaction, space).open(tellings));
    var saved = new ArrayList<Optional<Saved>>();
    tellings.forEach(telling -> saved.add(Optional.empty()));
    restoreHidden(tellings);

    var left = new ArrayList<Integer>();
    for (int i = 0; i < tellings.size(); i++) if (isOpen(tellings.get(i))) left.add(i);
    while (!left.isEmpty()) left.removeAll(round(tellings, left, saved));

    PgJobs.extractLater(transaction, space, sayings);
    return saved;
  }

  /**
   * Writes what changed into the feed. Call last in the transaction: from here to the commit other
   * writers of the space wait.
   *
   * @return whether anything changed
   */
  boolean append() {
    PgChangeFeed.append(transaction, space, drafts);
    return !drafts.isEmpty();
  }

  /** What was hidden opens again when a program tells it. */
  private void restoreHidden(List<Telling> tellings) {
    for (var telling : tellings) {
      var name = Name.of(telling);
      var row = rows.get(name);
      if (telling.source() != Source.API || row == null || !row.hidden()) continue;
      ConversationErasure.restore(transaction, space, row.id());
      rows.put(name, row.shown());
    }
  }

  private boolean isOpen(Telling telling) {
    var row = rows.get(Name.of(telling));
    return row != null && !row.hidden();
  }

  /** The first telling of each conversation among those that are left. */
  private Set<Integer> round(
      List<Telling> tellings, List<Integer> left, List<Optional<Saved>> saved) {
    var first = new LinkedHashMap<Name, Integer>();
    for (int index : left) first.putIfAbsent(Name.of(tellings.get(index)), index);
    var kept = kept(first.values().stream().map(tellings::get).toList());

    var works = new ArrayList<Work>();
    first.forEach(
        (name, index) -> {
          var telling = tellings.get(index);
          var row = row(name);
          var own = kept.getOrDefault(row.id(), List.of());
          var merge = new MessageMerge(own, row.messageCount(), telling.source(), telling.seenAt());
          merge.merge(telling.conversation());
          works.add(new Work(index, telling, row, merge, own));
        });
    write(works);
    for (var work : works) saved.set(work.index(), Optional.of(ended(work)));
    return new HashSet<>(first.values());
  }

  private ConversationRow row(Name name) {
    var row = rows.get(name);
    if (row == null) throw new IllegalStateException("a conversation is not open");
    return row;
  }

  /** The messages that the tellings may mean, by conversation, in order. */
  private Map<UUID, List<MessageRow>> kept(List<Telling> tellings) {
    var told = new ArrayList<MessageRows.Wanted>();
    for (var telling : tellings) {
      var row = row(Name.of(telling));
      if (row.messageCount() == 0) continue;
      boolean all = telling.source() == Source.DOM || anyMadeUp(telling);
      var ids = telling.conversation().messages().stream().map(Message::sourceId).toList();
      told.add(new MessageRows.Wanted(row.id(), all, ids));
    }
    return messages.kept(told);
  }

  private static boolean anyMadeUp(Telling telling) {
    return telling.conversation().messages().stream()
        .anyMatch(message -> MadeUpId.isMadeUp(message.sourceId()));
  }

  private void write(List<Work> works) {
    var added = new ArrayList<Placed>();
    var updated = new ArrayList<Placed>();
    var renamed = new HashMap<UUID, Map<String, String>>();
    for (var work : works) {
      var id = work.row().id();
      var result = work.merge().result();
      result.added().forEach(row -> added.add(new Placed(id, row)));
      result.replaced().values().forEach(row -> updated.add(new Placed(id, row)));
      result.silently().forEach(row -> updated.add(new Placed(id, row)));
      if (!result.renamed().isEmpty()) renamed.put(id, result.renamed());
    }
    messages.insert(added);
    messages.update(updated);
    messages.rename(renamed);

    var told = new ArrayList<ConversationRow>();
    for (var work : works) {
      var now = Retold.row(work.row(), work.telling(), work.merge());
      if (now == work.row()) continue;
      rows.put(Name.of(work.telling()), now);
      told.add(now);
    }
    ConversationRow.update(transaction, space, told);
  }

  private Saved ended(Work work) {
    var id = work.row().id();
    var result = work.merge().result();
    var changed = new ArrayList<>(result.added());
    changed.addAll(result.replaced().values());
    for (var message : changed) {
      drafts.add(new PgChangeFeed.Draft(Subject.MESSAGE, message.id(), id));
      // Facts about a person are looked for in what people said.
      if (message.role() == Role.USER && message.complete()) {
        sayings.computeIfAbsent(id, any -> new ArrayList<>()).add(message.id());
      }
    }
    var now = row(Name.of(work.telling()));
    boolean fresh = work.row().messageCount() == 0 && !changed.isEmpty();
    if (!fresh && ToldAnew.is(work.row(), now, result, work.kept())) {
      drafts.add(new PgChangeFeed.Draft(Subject.CONVERSATION, id, id));
    }
    return new Saved(id, new MessageTree(changed).messages(id));
  }
}
