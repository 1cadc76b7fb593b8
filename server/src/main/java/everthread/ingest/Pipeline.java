package everthread.ingest;

import everthread.capture.Capture;
import everthread.capture.CaptureStore;
import everthread.capture.CaptureStore.Outcome;
import everthread.capture.read.Reading;
import everthread.capture.read.SiteReader;
import everthread.conversation.Branches;
import everthread.conversation.Conversation;
import everthread.conversation.ConversationStore;
import everthread.conversation.ConversationStore.Saved;
import everthread.conversation.Site;
import everthread.conversation.Source;
import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.extract.Fact;
import everthread.extract.Turn;
import everthread.memory.MemoryStore;
import everthread.memory.NewMemory;
import everthread.memory.Provenance;
import everthread.memory.Validity;
import everthread.problem.ProblemException;
import everthread.space.SpaceId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way of the data behind the commit: a capture is read into a conversation, a conversation
 * gives memories. Each stage may run again after a crash and then changes nothing. Thread-safe.
 */
public final class Pipeline {
  /** How many turns before a turn an extractor may look at. */
  private static final int CONTEXT = 12;

  /** What the stages stand on. */
  public record Stores(
      CaptureStore captures, ConversationStore conversations, MemoryStore memories) {}

  private final Stores stores;
  private final Map<Site, SiteReader> readers;
  private final CleanText clean;
  private final FactFinder facts;

  public Pipeline(Stores stores, Map<Site, SiteReader> readers, CleanText clean, FactFinder facts) {
    this.stores = stores;
    this.readers = Map.copyOf(readers);
    this.clean = clean;
    this.facts = facts;
  }

  /** Keeps a conversation that a program told whole. */
  public Saved accept(SpaceId space, Conversation told, Instant seenAt) {
    return stores.conversations().save(space, clean.clean(told), Source.API, seenAt);
  }

  /** Runs one job to its end. */
  void run(Job job) {
    switch (job.kind()) {
      case READ ->
          stores
              .captures()
              .find(job.space(), job.subjectId())
              .ifPresent(capture -> read(job.space(), capture));
      case EXTRACT -> extract(job);
      case ERASE_CONVERSATION -> stores.conversations().erase(job.space(), job.subjectId());
      case ERASE_MEMORY -> stores.memories().erase(job.space(), job.subjectId());
    }
  }

  private void read(SpaceId space, Capture capture) {
    var reader = readers.get(capture.site());
    var reading =
        reader == null
            ? new Reading.Drift("no reader for " + capture.site().displayName())
            : reader.read(capture);
    switch (reading) {
      case Reading.Found found -> save(space, capture, found.conversation());
      case Reading.Nothing() -> finish(space, capture, new Outcome.Nothing());
      case Reading.Drift drift -> finish(space, capture, new Outcome.Drift(drift.missing()));
      case Reading.Forbidden forbidden -> forbid(space, capture, capture.conversationSourceId());
    }
  }

  private void save(SpaceId space, Capture capture, Conversation told) {
    try {
      var saved =
          stores
              .conversations()
              .save(space, clean.clean(told), source(capture.kind()), capture.capturedAt());
      finish(space, capture, new Outcome.Read(saved.conversationId()));
    } catch (ProblemException refused) {
      if (!refused.problem().code().equals("deleted")) throw refused;
      forbid(space, capture, told.sourceId());
    }
  }

  private void forbid(SpaceId space, Capture capture, @Nullable String sourceId) {
    stores.captures().forbid(space, capture.id(), capture.site(), sourceId);
  }

  private void finish(SpaceId space, Capture capture, Outcome outcome) {
    stores.captures().finish(space, capture.id(), outcome);
  }

  private static Source source(Capture.Kind kind) {
    return switch (kind) {
      case STREAM -> Source.STREAM;
      case SNAPSHOT -> Source.SNAPSHOT;
      case DOM -> Source.DOM;
    };
  }

  private void extract(Job job) {
    var found = stores.conversations().find(job.space(), job.subjectId());
    if (found.isEmpty()) return;
    var conversation = found.get();
    var wanted = new HashSet<>(job.messageIds());
    for (var message : conversation.messages()) {
      if (wanted.contains(message.id())) extract(job.space(), conversation, message);
    }
  }

  private void extract(SpaceId space, StoredConversation conversation, StoredMessage message) {
    var branch = Branches.to(conversation.messages(), message.id());
    var turns =
        branch.subList(Math.max(0, branch.size() - 1 - CONTEXT), branch.size()).stream()
            .map(Pipeline::turn)
            .toList();
    var memories =
        facts.facts(turns).stream()
            .filter(fact -> fact.sourceId().equals(message.sourceId()))
            .map(fact -> memory(conversation, message, fact))
            .toList();
    if (!memories.isEmpty()) stores.memories().add(space, memories);
  }

  private static Turn turn(StoredMessage message) {
    return new Turn(message.sourceId(), message.role(), message.author(), message.text());
  }

  private static NewMemory memory(
      StoredConversation conversation, StoredMessage message, Fact fact) {
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
