package everthread.store.pg;

import everthread.capture.read.MadeUpId;
import everthread.conversation.Conversation;
import everthread.conversation.Message;
import everthread.conversation.Source;
import everthread.conversation.Utterance;
import everthread.space.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a told conversation changes in what is kept. A better source replaces a worse one, a
 * whole answer one that broke off, and what one source leaves out another may fill in. Messages
 * read off a page have made-up ids at some sites: they are recognised by their words.
 */
final class MessageMerge {
  private final Source source;
  private final Instant seenAt;
  private final Map<String, MessageRow> keptById = new LinkedHashMap<>();
  private final List<MessageRow> kept;
  private final Set<MessageRow> taken = new HashSet<>();
  private final Map<String, String> renamed = new HashMap<>();
  private final List<MessageRow> added = new ArrayList<>();
  private final Map<String, MessageRow> replaced = new LinkedHashMap<>();
  private final List<MessageRow> silently = new ArrayList<>();
  private int nextOrdinal;
  private int reached = -1;

  /**
   * @param kept the rows that may be meant, in order: those with a told id, and where ids are made
   *     up on either side, all that could be the same utterance
   */
  MessageMerge(List<MessageRow> kept, int nextOrdinal, Source source, Instant seenAt) {
    this.kept = kept;
    this.nextOrdinal = nextOrdinal;
    this.source = source;
    this.seenAt = seenAt;
    for (var row : kept) keptById.put(row.sourceId(), row);
  }

  /**
   * What to write.
   *
   * @param added rows to insert
   * @param replaced rows to update, by the source id that they had
   * @param silently rows to update in which a reader sees no difference
   * @param renamed made-up source ids and the true ones that take their place
   */
  record Result(
      List<MessageRow> added,
      Map<String, MessageRow> replaced,
      List<MessageRow> silently,
      Map<String, String> renamed) {
    boolean changesNothing() {
      return added.isEmpty() && replaced.isEmpty();
    }
  }

  /** Takes in one telling. */
  void merge(Conversation told) {
    for (var message : told.messages()) take(message);
  }

  Result result() {
    return new Result(added, replaced, silently, renamed);
  }

  /** The source id under which a told message is kept. */
  @Nullable String keptId(@Nullable String toldId) {
    return toldId == null ? null : renamed.getOrDefault(toldId, toldId);
  }

  private void take(Message told) {
    var known = keptById.get(told.sourceId());
    if (known == null) known = sameUtterance(told);
    if (known == null) {
      added.add(rename(MessageRow.fresh(Ids.next(), told, source, seenAt, nextOrdinal++)));
      return;
    }
    taken.add(known);
    reached = Math.max(reached, kept.indexOf(known));
    boolean readOffThePage =
        hasNoId(source, told.sourceId()) && !known.sourceId().equals(told.sourceId());
    if (readOffThePage) {
      renamed.put(told.sourceId(), known.sourceId());
    } else if (!known.sourceId().equals(told.sourceId())) {
      renamed.put(known.sourceId(), told.sourceId());
    }
    settle(known, joined(known, told, readOffThePage));
  }

  private void settle(MessageRow known, MessageRow now) {
    var current = rename(now);
    if (!current.tellsTheSameAs(known)) replaced.put(known.sourceId(), current);
    else if (current.source() != known.source()) silently.add(current);
  }

  /** A kept row with the same words, one of the two having no true id; in order. */
  private @Nullable MessageRow sameUtterance(Message told) {
    var key = Utterance.key(told.text());
    for (int i = source == Source.DOM ? reached + 1 : 0; i < kept.size(); i++) {
      var row = kept.get(i);
      boolean oneHasNoId =
          hasNoId(source, told.sourceId()) || hasNoId(row.source(), row.sourceId());
      if (oneHasNoId
          && !taken.contains(row)
          && row.role() == told.role()
          && Utterance.sameKey(key, Utterance.key(row.text()))) {
        return row;
      }
    }
    return null;
  }

  /** True for what a page shows, and for a stream's question that the site gave no id. */
  private static boolean hasNoId(Source source, String sourceId) {
    return source == Source.DOM || MadeUpId.isMadeUp(sourceId);
  }

  private MessageRow joined(MessageRow known, Message told, boolean keepId) {
    boolean better = isBetter(known, told);
    return new MessageRow(
        known.id(),
        keepId ? known.sourceId() : told.sourceId(),
        keepId
            ? known.parentSourceId()
            : first(better, told.parentSourceId(), known.parentSourceId()),
        better ? told.role() : known.role(),
        first(better, told.author(), known.author()),
        better ? told.text() : known.text(),
        first(better, told.reasoning(), known.reasoning()),
        first(better, told.model(), known.model()),
        first(better, told.createdAt(), known.saidAt()),
        known.firstSeenAt(),
        better ? seenAt : known.seenAt(),
        known.ordinal(),
        better ? source : known.source(),
        known.complete() || told.complete(),
        better && !told.attachments().isEmpty() || known.attachments().isEmpty()
            ? told.attachments()
            : known.attachments());
  }

  private boolean isBetter(MessageRow known, Message told) {
    if (known.complete() != told.complete()) return told.complete();
    if (!told.complete() && told.text().length() < known.text().length()) return false;
    if (source == known.source()) return !seenAt.isBefore(known.seenAt());
    return source.compareTo(known.source()) > 0;
  }

  private static <T> @Nullable T first(boolean toldIsBetter, @Nullable T told, @Nullable T known) {
    if (toldIsBetter) return told != null ? told : known;
    return known != null ? known : told;
  }

  private MessageRow rename(MessageRow row) {
    var parent = keptId(row.parentSourceId());
    if (java.util.Objects.equals(parent, row.parentSourceId())) return row;
    return new MessageRow(
        row.id(),
        row.sourceId(),
        parent,
        row.role(),
        row.author(),
        row.text(),
        row.reasoning(),
        row.model(),
        row.saidAt(),
        row.firstSeenAt(),
        row.seenAt(),
        row.ordinal(),
        row.source(),
        row.complete(),
        row.attachments());
  }
}
