package everthread.ingest;

import static java.util.stream.Collectors.groupingBy;

import everthread.capture.CaptureStore;
import everthread.capture.CaptureStore.Outcome;
import everthread.capture.read.SiteReader;
import everthread.conversation.Conversation;
import everthread.conversation.ConversationStore;
import everthread.conversation.ConversationStore.Saved;
import everthread.conversation.Site;
import everthread.conversation.Source;
import everthread.memory.MemoryStore;
import everthread.memory.SettlingStore;
import everthread.space.SpaceId;
import everthread.supersession.MarkStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The way of the data behind the commit: captures are read into conversations, conversations give
 * memories. Each stage may run again after a crash and then changes nothing. Thread-safe.
 */
public final class Pipeline {

  /** What the stages stand on. */
  public record Stores(
      CaptureStore captures,
      ConversationStore conversations,
      MemoryStore memories,
      ReadingStore readings,
      JobQueue jobs,
      MarkStore marks,
      SettlingStore settling) {}

  private final Stores stores;
  private final CleanText clean;
  private final ReadStage read;
  private final ExtractStage extract;

  public Pipeline(Stores stores, Map<Site, SiteReader> readers, CleanText clean, FactFinder facts) {
    this(stores, readers, clean, facts, Afterwards.NOTHING);
  }

  /** With a language model that looks at messages after the rules. */
  public Pipeline(
      Stores stores,
      Map<Site, SiteReader> readers,
      CleanText clean,
      FactFinder facts,
      ModelStage model) {
    this(stores, readers, clean, facts, (Afterwards) model);
  }

  private Pipeline(
      Stores stores,
      Map<Site, SiteReader> readers,
      CleanText clean,
      FactFinder facts,
      Afterwards afterwards) {
    this.stores = stores;
    this.clean = clean;
    this.read = new ReadStage(stores, readers, clean);
    this.extract = new ExtractStage(stores, facts, afterwards);
  }

  /** Keeps a conversation that a program told whole. */
  public Saved accept(SpaceId space, Conversation told, Instant seenAt) {
    return stores.conversations().save(space, clean.clean(told), Source.API, seenAt);
  }

  /** Runs jobs of one space to their end; how readings ended, by capture. */
  Map<UUID, Outcome> run(SpaceId space, List<Job> jobs) {
    var byKind = jobs.stream().collect(groupingBy(Job::kind));
    var outcomes = read.run(space, of(Job.Kind.READ, byKind));
    extract.run(space, of(Job.Kind.EXTRACT, byKind));
    for (var job : of(Job.Kind.ERASE_CONVERSATION, byKind)) {
      stores.conversations().erase(space, job.subjectId());
    }
    for (var job : of(Job.Kind.ERASE_MEMORY, byKind)) {
      stores.memories().erase(space, job.subjectId());
    }
    if (byKind.containsKey(Job.Kind.SETTLE)) {
      stores.settling().settleKept(space);
      stores.marks().markKept(space);
    }
    for (var job : of(Job.Kind.READ_AGAIN, byKind)) {
      stores.captures().readOnAgain(space, false, job.subjectId());
    }
    for (var job : of(Job.Kind.READ_ALL_AGAIN, byKind)) {
      stores.captures().readOnAgain(space, true, job.subjectId());
    }
    stores.jobs().done(jobs.stream().filter(job -> !isEndedByItsStage(job)).toList());
    return outcomes;
  }

  private static List<Job> of(Job.Kind kind, Map<Job.Kind, List<Job>> byKind) {
    return byKind.getOrDefault(kind, List.of());
  }

  private static boolean isEndedByItsStage(Job job) {
    return job.kind() == Job.Kind.READ || job.kind() == Job.Kind.EXTRACT;
  }
}
