package everthread.web.mcp;

import everthread.conversation.StoredConversation;
import everthread.conversation.StoredMessage;
import everthread.memory.Memory;
import everthread.memory.Validity;
import everthread.search.Hit;
import everthread.search.Hits;
import everthread.search.Query;
import everthread.search.SearchIndex;
import everthread.space.SpaceId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Finds what holds any of the words, memories first. */
final class WordSearch implements SearchIndex {
  private final MemoriesInMemory memories;
  private final ConversationsInMemory conversations;

  WordSearch(MemoriesInMemory memories, ConversationsInMemory conversations) {
    this.memories = memories;
    this.conversations = conversations;
  }

  @Override
  public Hits search(SpaceId space, Query query) {
    var filter = query.filter();
    var found =
        Stream.concat(
                memories.visible(space).stream().map(WordSearch::hit),
                conversations.visible(space).stream().flatMap(WordSearch::hits))
            .filter(hit -> holds(hit.text(), query.text()))
            .filter(hit -> filter.sites().isEmpty() || filter.sites().contains(hit.site()))
            .filter(hit -> filter.tag() == null || hit.tags().contains(filter.tag()))
            .filter(
                hit ->
                    filter.kind() == Query.Kind.ALL
                        || filter.kind().name().equals(hit.kind().name()))
            .toList();
    return new Hits(
        found.stream().skip(query.offset()).limit(query.limit()).toList(),
        found.size(),
        Map.of(),
        Map.of(),
        found.isEmpty() && query.text().equals("penuts") ? "peanuts" : null,
        query.text().chars().filter(c -> c == '"').count() == 1 ? "A quote is never closed." : null,
        false);
  }

  private static boolean holds(String text, String words) {
    var lower = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(words.toLowerCase(Locale.ROOT).split("\\W+", -1))
        .anyMatch(word -> !word.isEmpty() && lower.contains(word));
  }

  private static Hit hit(Memory memory) {
    var provenance = memory.provenance();
    return new Hit(
        Hit.Kind.MEMORY,
        memory.id(),
        2.5f,
        memory.content(),
        List.of(new Hit.Piece(memory.content(), false)),
        memory.title(),
        memory.site(),
        provenance == null ? null : provenance.role(),
        provenance == null ? null : provenance.author(),
        memory.createdAt(),
        provenance == null ? null : provenance.conversationId(),
        null,
        memory.tags(),
        state(memory.validity()),
        List.of());
  }

  private static String state(Validity validity) {
    return switch (validity) {
      case Validity.Current current -> "current";
      case Validity.InReview review -> "in_review";
      case Validity.Superseded superseded -> "superseded";
    };
  }

  private static Stream<Hit> hits(StoredConversation conversation) {
    return conversation.messages().stream().map(message -> hit(conversation, message));
  }

  private static Hit hit(StoredConversation conversation, StoredMessage message) {
    var summary = conversation.summary();
    return new Hit(
        Hit.Kind.MESSAGE,
        message.id(),
        1.5f,
        message.text(),
        List.of(new Hit.Piece(message.text(), true)),
        summary.title(),
        summary.site(),
        message.role(),
        message.author(),
        message.createdAt(),
        summary.id(),
        summary.url(),
        List.of(),
        null,
        List.of(new Hit.SourceMessage(message.id(), message.sourceId(), summary.id())));
  }

  @Override
  public void catchUp(SpaceId space) {}

  @Override
  public long pending(SpaceId space) {
    return 0;
  }

  @Override
  public void rebuild(SpaceId space) {}

  @Override
  public void drop(SpaceId space) {}
}
