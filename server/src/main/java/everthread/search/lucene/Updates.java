package everthread.search.lucene;

import everthread.search.IndexSource.Update;
import everthread.search.embed.EmbeddedChunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;

/** Writes what there is into an index and takes out what is gone. Doing it twice is as once. */
final class Updates {
  private final IndexWriter writer;
  private final Meaning meaning;

  Updates(IndexWriter writer, Meaning meaning) {
    this.writer = writer;
    this.meaning = meaning;
  }

  void put(Update update) throws IOException {
    var documents = new Documents();
    var chunks = new HashMap<UUID, List<EmbeddedChunk>>();
    for (var chunk : update.chunks()) {
      chunks.computeIfAbsent(chunk.subjectId(), absent -> new ArrayList<>()).add(chunk);
    }
    for (var message : update.messages()) {
      var id = message.message().id();
      var newer = update.newer().getOrDefault(id, List.of());
      put(
          Documents.messageKey(id),
          documents.of(message, newer),
          chunks.getOrDefault(id, List.of()));
    }
    for (var memory : update.memories()) {
      var id = memory.id();
      put(Documents.memoryKey(id), documents.of(memory), chunks.getOrDefault(id, List.of()));
    }
  }

  private void put(String key, Document document, List<EmbeddedChunk> chunks) throws IOException {
    var replaced = new Term(Fields.KEY, key);
    if (chunks.isEmpty() || meaning.model().isEmpty()) writer.updateDocument(replaced, document);
    else {
      writer.updateDocuments(replaced, ChunkDocuments.block(document, chunks, meaning.model()));
    }
  }

  /** How many messages, memories and conversations were taken out. */
  int remove(Update update) throws IOException {
    int gone = 0;
    for (var id : update.goneMessages()) {
      writer.deleteDocuments(new Term(Fields.KEY, Documents.messageKey(id)));
      gone++;
    }
    for (var id : update.goneMemories()) {
      writer.deleteDocuments(new Term(Fields.KEY, Documents.memoryKey(id)));
      gone++;
    }
    for (var id : update.goneConversations()) {
      writer.deleteDocuments(new Term(Fields.MESSAGE_OF, id.toString()));
      gone++;
    }
    return gone;
  }
}
