package everthread.context;

import everthread.conversation.ConversationStore;
import everthread.conversation.ConversationStore.Neighbours;
import everthread.memory.Memory;
import everthread.memory.MemoryFilter;
import everthread.memory.MemoryStore;
import everthread.search.Excerpt;
import everthread.search.Hit;
import everthread.search.Query;
import everthread.search.SearchIndex;
import everthread.space.SpaceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * Makes of what is remembered about a question a page for a model: memories that answer it, then
 * the best passages, each cited, never more tokens than asked for. The same question over the same
 * memory gives the same page. Thread-safe; blocks.
 */
public final class ContextBuilder {
  /** Candidates that are looked at; more would not fit into any usual budget. */
  private static final int CANDIDATES = 50;

  /** Memories that can be asked for by tags alone. */
  private static final int TAGGED = 100;

  /** The best few passages are shown at length, the rest in a sentence or two. */
  private static final int BEST = 3;

  private static final int BEST_WORDS = 150;
  private static final int OTHER_WORDS = 60;
  private static final int BESIDE_WORDS = 40;

  /** Memories take at most this part of the budget while there are passages too. */
  private static final double MEMORIES = 0.4;

  private final SearchIndex index;
  private final MemoryStore memories;
  private final ConversationStore conversations;
  private final UnaryOperator<String> show;
  private volatile BiConsumer<SpaceId, Context> listener = (space, context) -> {};

  /**
   * @param show makes a stored text fit to be shown: secrets and hidden characters out
   */
  public ContextBuilder(
      SearchIndex index,
      MemoryStore memories,
      ConversationStore conversations,
      UnaryOperator<String> show) {
    this.index = index;
    this.memories = memories;
    this.conversations = conversations;
    this.show = show;
  }

  /** Who is told of each page that is handed out. */
  public void listen(BiConsumer<SpaceId, Context> listener) {
    this.listener = listener;
  }

  public Context build(SpaceId space, ContextRequest request) {
    var context = made(space, request);
    listener.accept(space, context);
    return context;
  }

  private Context made(SpaceId space, ContextRequest request) {
    var found = request.question().isBlank() ? tagged(space, request) : found(space, request);
    var words = QuestionWords.of(request.question(), found.hits());
    boolean relevant = found.near() || words.anyRelevant(found.hits());
    if (!relevant) return nothing(request.maxTokens());

    var notes = new Notes(request.maxTokens(), show);
    var unsaid = withoutCopies(found.hits());
    addMemories(notes, unsaid, request.maxTokens());
    var passages = passages(unsaid);
    addPassages(notes, passages, words);
    if (notes.left() > BESIDE_WORDS) fill(space, notes, passages);
    return notes.page();
  }

  /**
   * What may be told.
   *
   * @param near whether some of it is near in meaning, whatever its words
   */
  private record Found(List<Hit> hits, boolean near) {}

  private Found found(SpaceId space, ContextRequest request) {
    var tags = request.tags();
    var filter =
        new Query.Filter(
            Query.Kind.ALL,
            request.site() == null ? Set.of() : Set.of(request.site()),
            null,
            null,
            tags.isEmpty() ? null : tags.getFirst(),
            null,
            null);
    var query = Query.atLength(request.question(), Query.Mode.HYBRID, filter, CANDIDATES);
    var answer = index.search(space, query);
    var hits =
        answer.hits().stream()
            .filter(hit -> !"in_review".equals(hit.state()))
            .filter(hit -> hit.tags().containsAll(tags))
            .toList();
    return new Found(hits, answer.near() && !hits.isEmpty());
  }

  private Found tagged(SpaceId space, ContextRequest request) {
    var filter =
        new MemoryFilter(
            request.site(), request.tags().getFirst(), MemoryFilter.State.CURRENT, null);
    var hits =
        memories.list(space, filter, null, TAGGED).stream()
            .filter(memory -> memory.tags().containsAll(request.tags()))
            .map(ContextBuilder::hit)
            .toList();
    return new Found(hits, false);
  }

  private static Hit hit(Memory memory) {
    var provenance = memory.provenance();
    return new Hit(
        Hit.Kind.MEMORY,
        memory.id(),
        1,
        memory.content(),
        List.of(),
        memory.title(),
        memory.site(),
        provenance == null ? null : provenance.role(),
        provenance == null ? null : provenance.author(),
        memory.saidAt(),
        provenance == null ? null : provenance.conversationId(),
        null,
        memory.tags(),
        "current",
        provenance == null
            ? List.of()
            : List.of(
                new Hit.SourceMessage(
                    provenance.messageId(),
                    provenance.messageSourceId(),
                    provenance.conversationId())));
  }

  /** Nothing is said twice: of what has the same words only the best stays. */
  private static List<Hit> withoutCopies(List<Hit> hits) {
    var said = new HashSet<String>();
    var unsaid = new ArrayList<Hit>();
    for (var hit : hits) {
      if (said.add(hit.kind() + Lines.flat(hit.text()).toLowerCase(java.util.Locale.ROOT))) {
        unsaid.add(hit);
      }
    }
    return unsaid;
  }

  private static void addMemories(Notes notes, List<Hit> hits, int maxTokens) {
    boolean alone = hits.stream().allMatch(hit -> hit.kind() == Hit.Kind.MEMORY);
    int keep = alone ? 0 : (int) (maxTokens * (1 - MEMORIES));
    for (var hit : hits) {
      if (hit.kind() == Hit.Kind.MEMORY && notes.left() > keep) notes.add(hit, hit.text());
    }
  }

  private static List<Hit> passages(List<Hit> hits) {
    return hits.stream().filter(hit -> hit.kind() == Hit.Kind.MESSAGE).toList();
  }

  private static void addPassages(Notes notes, List<Hit> passages, QuestionWords words) {
    int rank = 0;
    for (var hit : passages) {
      var text = hit.text();
      int length = rank < BEST ? BEST_WORDS : OTHER_WORDS;
      var excerpt =
          Excerpt.of(text, length, (start, end) -> words.share(text.substring(start, end)));
      if (notes.add(hit, excerpt)) rank++;
    }
  }

  /** What room is left goes to the passages' whole length, then to what stands around them. */
  private void fill(SpaceId space, Notes notes, List<Hit> passages) {
    passages.forEach(hit -> notes.lengthen(hit, hit.text()));
    if (notes.left() <= BESIDE_WORDS || passages.isEmpty()) return;
    var shown = new HashSet<UUID>();
    passages.forEach(hit -> shown.add(hit.id()));
    var around = conversations.neighbours(space, List.copyOf(shown));
    for (var hit : passages) {
      var neighbours = around.getOrDefault(hit.id(), Neighbours.NONE);
      var next = neighbours.next();
      if (next != null && shown.add(next.id())) {
        notes.surround(hit, Lines.beside(next, BESIDE_WORDS), false);
      }
      var previous = neighbours.previous();
      if (previous != null && shown.add(previous.id())) {
        notes.surround(hit, Lines.beside(previous, BESIDE_WORDS), true);
      }
    }
  }

  private static Context nothing(int maxTokens) {
    var text = "Nothing relevant is remembered about this.";
    int tokens = TokenCounter.count(text);
    return tokens <= maxTokens
        ? new Context(text, tokens, List.of())
        : new Context("", 0, List.of());
  }
}
