package everthread.ingest;

import everthread.conversation.ConversationStore;
import everthread.conversation.Role;
import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.extract.Fact;
import everthread.memory.MemoryStore;
import everthread.memory.NewMemory;
import everthread.problem.Bare;
import everthread.problem.ProblemException;
import everthread.space.SpaceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a language model for more facts, after the rules' facts are kept and without holding up the
 * workers. A job stays in the queue until the model has looked at all its messages, so that a stop
 * loses none; while the model is away it is tried a few times and then let go. Thread-safe.
 */
public final class ModelStage implements Afterwards, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelStage.class);

  /** How many questions run at a time. */
  private static final int AT_A_TIME = 2;

  /** More wait in the database. */
  private static final int WAITING = 64;

  /** Longer than what waits here takes; then the job would be taken a second time. */
  private static final Duration HELD = Duration.ofMinutes(30);

  private static final Duration FIRST_PAUSE = Duration.ofMinutes(2);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(3);
  private static final int MOST_TRIES = 12;

  private final ConversationStore conversations;
  private final MemoryStore memories;
  private final JobQueue queue;
  private final SlowFinder facts;
  private final BlockingQueue<Job> waiting = new ArrayBlockingQueue<>(WAITING);
  private final List<Thread> threads;
  private volatile boolean closing;

  public ModelStage(Pipeline.Stores stores, SlowFinder facts) {
    this.conversations = stores.conversations();
    this.memories = stores.memories();
    this.queue = stores.jobs();
    this.facts = facts;
    this.threads =
        IntStream.range(0, AT_A_TIME)
            .mapToObj(i -> Thread.ofVirtual().name("model-" + i).start(this::work))
            .toList();
  }

  @Override
  public boolean takes(Job job) {
    if (job.attempts() >= MOST_TRIES) return false;
    boolean accepted = !closing && waiting.offer(job);
    queue.retry(job, "waits for the language model", accepted ? HELD : pause(job.attempts()));
    return true;
  }

  private void work() {
    while (!closing) {
      try {
        run(waiting.take());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      } catch (ProblemException databaseAway) {
        // The job is still in the queue and comes again.
        LOG.info("asking the language model was put off: {}", databaseAway.problem().code());
      } catch (RuntimeException bug) {
        LOG.error("asking the language model failed", Bare.of(bug));
      }
    }
  }

  private void run(Job job) {
    boolean looked = true;
    var conversation = conversations.find(job.space(), job.subjectId());
    if (conversation.isPresent()) {
      for (var message : conversation.get().messages()) {
        if (!job.messageIds().contains(message.id()) || message.role() != Role.USER) continue;
        var found = facts.facts(ExtractStage.turns(conversation.get(), message));
        if (found.isEmpty()) {
          looked = false;
          break;
        }
        keep(job.space(), conversation.get(), message.id(), found.get());
      }
    }
    if (looked) queue.done(List.of(job));
    else queue.retry(job, "the language model is away", pause(job.attempts()));
  }

  /** Looks again whether the message is still there: asking took its time. */
  private void keep(SpaceId space, StoredConversation asked, UUID messageId, List<Fact> found) {
    if (found.isEmpty()) return;
    var id = asked.summary().id();
    conversations
        .find(space, id)
        .flatMap(conversation -> message(conversation, messageId))
        .ifPresent(message -> memories.add(space, memories(asked, message, found)));
  }

  private static Optional<StoredMessage> message(StoredConversation conversation, UUID id) {
    return conversation.messages().stream().filter(one -> one.id().equals(id)).findFirst();
  }

  private static List<NewMemory> memories(
      StoredConversation conversation, StoredMessage message, List<Fact> found) {
    return found.stream().map(fact -> ExtractStage.memory(conversation, message, fact)).toList();
  }

  private static Duration pause(int attempts) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** Stops at once: what waits is still in the queue. */
  @Override
  public void close() {
    closing = true;
    threads.forEach(Thread::interrupt);
  }
}
