package everthread.web.page;

import everthread.conversation.Site;
import everthread.memory.Memory;
import everthread.memory.MemoryFilter;
import everthread.search.Hit;
import everthread.search.Hits;
import everthread.search.Query;
import everthread.search.SearchIndex;
import everthread.space.SpaceId;
import everthread.web.page.markdown.FoundWords;
import everthread.web.page.markdown.MessageHtml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds words by reading everything: a hit for each text that holds any of them. */
final class FakeSearch implements SearchIndex {
  private final FakeConversations conversations;
  private final FakeMemories memories;
  long pending;

  FakeSearch(FakeConversations conversations, FakeMemories memories) {
    this.conversations = conversations;
    this.memories = memories;
  }

  @Override
  public Hits search(SpaceId space, Query query) {
    var words = query.text().toLowerCase(Locale.ROOT).split("[\\s\"*]+");
    var all = new ArrayList<Hit>();
    for (var memory : memories.list(space, MemoryFilter.ALL, null, 1000)) {
      var score = score(memory.content(), words);
      if (score > 0) all.add(memory(memory, score * 3, query.text()));
    }
    for (var conversation : conversations.visible(space)) {
      for (var message : conversation.messages()) {
        var score = score(message.text(), words);
        if (score == 0) continue;
        var summary = conversation.summary();
        var plain = MessageHtml.plain(message.text(), 20_000);
        all.add(
            new Hit(
                Hit.Kind.MESSAGE,
                message.id(),
                score + score(summary.title() == null ? "" : summary.title(), words),
                message.text(),
                FoundWords.of(query.text(), Set.of()).in(around(plain, words)),
                summary.title(),
                summary.site(),
                message.role(),
                message.author(),
                message.createdAt(),
                summary.id(),
                summary.url(),
                List.of(),
                null,
                List.of(new Hit.SourceMessage(message.id(), message.sourceId(), summary.id()))));
      }
    }
    all.sort(Comparator.comparing(Hit::score).reversed());
    return answer(all, query);
  }

  private static Hits answer(List<Hit> all, Query query) {
    var filter = query.filter();
    Map<Site, Long> bySite = new EnumMap<>(Site.class);
    Map<Hit.Kind, Long> byKind = new EnumMap<>(Hit.Kind.class);
    var matching = new ArrayList<Hit>();
    for (var hit : all) {
      if (filter.role() != null && hit.role() != filter.role()) continue;
      if (filter.tag() != null && !hit.tags().contains(filter.tag())) continue;
      if (filter.from() != null && hit.saidAt().isBefore(filter.from())) continue;
      if (filter.to() != null && !hit.saidAt().isBefore(filter.to())) continue;
      var kind = filter.kind() == Query.Kind.ALL || filter.kind().name().equals(hit.kind().name());
      var site = filter.sites().isEmpty() || filter.sites().contains(hit.site());
      if (kind) bySite.merge(hit.site(), 1L, Long::sum);
      if (site) byKind.merge(hit.kind(), 1L, Long::sum);
      if (kind && site) matching.add(hit);
    }
    var page = matching.stream().skip(query.offset()).limit(query.limit()).toList();
    var suggestion =
        query.text().contains("sourdogh") ? query.text().replace("sourdogh", "sourdough") : null;
    var quotes = query.text().chars().filter(c -> c == '"').count();
    var notice =
        quotes % 2 == 0
            ? null
            : "The quote before ‘"
                + query.text().substring(query.text().lastIndexOf('"') + 1)
                + "’ is never closed, so it was searched as words.";
    return new Hits(page, matching.size(), bySite, byKind, suggestion, notice, false);
  }

  private static float score(String text, String[] words) {
    var lower = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(words).filter(word -> !word.isBlank() && lower.contains(word)).count();
  }

  private static Hit memory(Memory memory, float score, String query) {
    var from = memory.provenance();
    return new Hit(
        Hit.Kind.MEMORY,
        memory.id(),
        score,
        memory.content(),
        FoundWords.of(query, Set.of()).in(memory.content()),
        memory.title(),
        memory.site(),
        from == null ? null : from.role(),
        from == null ? null : from.author(),
        memory.createdAt(),
        from == null ? null : from.conversationId(),
        null,
        memory.tags(),
        MemoryListing.stateOf(memory).name().toLowerCase(Locale.ROOT),
        List.of());
  }

  private static String around(String text, String[] words) {
    var lower = text.toLowerCase(Locale.ROOT);
    int first = text.length();
    for (var word : words) {
      int at = word.isBlank() ? -1 : lower.indexOf(word);
      if (at >= 0) first = Math.min(first, at);
    }
    int start = first < 80 ? 0 : text.lastIndexOf(' ', first - 20) + 1;
    int end = Math.min(text.length(), start + 240);
    return (start > 0 ? "… " : "") + text.substring(start, end) + (end < text.length() ? " …" : "");
  }

  @Override
  public void catchUp(SpaceId space) {}

  @Override
  public long pending(SpaceId space) {
    return pending;
  }

  @Override
  public void rebuild(SpaceId space) {}

  @Override
  public void drop(SpaceId space) {}
}
