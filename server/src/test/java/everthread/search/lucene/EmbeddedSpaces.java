package everthread.search.lucene;

import everthread.feed.Change;
import everthread.search.Hit;
import everthread.search.IndexSource;
import everthread.search.SpacesInMemory;
import everthread.search.embed.Chunk;
import everthread.search.embed.Chunks;
import everthread.search.embed.EmbeddedChunk;
import everthread.search.embed.Embedder;
import everthread.space.SpaceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A store that has the vectors of all that is in it. */
record EmbeddedSpaces(SpacesInMemory store, Embedder model) implements IndexSource {
  @Override
  public Update load(SpaceId space, Collection<Change> changes) {
    return with(store.load(space, changes));
  }

  @Override
  public void loadAll(SpaceId space, Consumer<Update> batch) {
    store.loadAll(space, update -> batch.accept(with(update)));
  }

  private Update with(Update update) {
    var chunks = new ArrayList<EmbeddedChunk>();
    for (var indexed : update.messages()) {
      var message = indexed.message();
      add(Hit.Kind.MESSAGE, message.id(), Chunks.of(message), chunks);
    }
    for (var memory : update.memories()) {
      add(Hit.Kind.MEMORY, memory.id(), Chunks.of(memory), chunks);
    }
    return new Update(
        update.messages(),
        update.memories(),
        chunks,
        update.goneMessages(),
        update.goneMemories(),
        update.goneConversations());
  }

  private void add(Hit.Kind kind, UUID id, List<Chunk> cut, List<EmbeddedChunk> into) {
    for (var chunk : cut) {
      var vectors = model.passages(List.of(chunk.passage())).getFirst();
      into.add(new EmbeddedChunk(kind, id, chunk.number(), chunk.from(), chunk.to(), vectors));
    }
  }
}
