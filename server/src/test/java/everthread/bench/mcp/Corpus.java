package everthread.bench.mcp;

import everthread.bench.size.Words;
import everthread.redact.Redactor;
import everthread.search.SpacesInMemory;
import everthread.search.lucene.LuceneIndexes;
import everthread.space.Ids;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.SpaceId;
import everthread.web.Json;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.tools.Recall;
import everthread.web.mcp.tools.SearchMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The messages that are searched and the questions that are asked, the same for every server. The
 * servers without a database search an index of the product's kind that lies in their own process.
 */
final class Corpus implements AutoCloseable {
  private final SpaceId space = new SpaceId(Ids.next());
  private final LuceneIndexes index;

  /**
   * Builds the index.
   *
   * @param messages how many there are to be found
   */
  Corpus(int messages) throws IOException {
    var store = new SpacesInMemory();
    var conversation = Ids.next();
    for (int message = 0; message < messages; message++) {
      if (message % Words.TURNS == 0) {
        conversation = store.converse(space, Words.site(message), title(message), null);
      }
      var text = Words.text(message);
      var role = Words.role(message);
      store.say(space, conversation, role, null, text, Words.said(message));
    }
    this.index = new LuceneIndexes(Files.createTempDirectory("everthread-mcp"), store, store);
    index.catchUp(space);
  }

  /** Whose messages they are. */
  Principal anybody() {
    return new Principal(Ids.next(), Ids.next(), space, Set.of(Scope.values()));
  }

  /** The product's own search over them, and the trivial tool. */
  List<Tool> tools() {
    var redactor = new Redactor();
    return List.of(
        new SearchMemory(index, new Recall(text -> redactor.redact(text).text())), new Trivial());
  }

  /** Pairs of words, neither rare nor the commonest; each pair is found. */
  static List<String> questions() {
    var questions = new ArrayList<String>();
    for (int i = 0; i < 200; i++) {
      questions.add(Words.word(20 + i) + ' ' + Words.word(400 + 3 * i));
    }
    return questions;
  }

  /** The bodies of posts of /v1/conversations that tell a server the same messages. */
  static List<byte[]> posts(int messages) {
    var posts = new ArrayList<byte[]>();
    for (int first = 0; first < messages; first += Words.TURNS) {
      var post = Json.MAPPER.createObjectNode();
      post.put("site", Words.site(first).wireName()).put("title", title(first));
      post.put("source_id", "talk-" + first);
      var told = post.putArray("messages");
      for (int at = first; at < Math.min(first + Words.TURNS, messages); at++) {
        told.addObject()
            .put("source_id", "message-" + at)
            .put("role", Words.role(at).wireName())
            .put("text", Words.text(at))
            .put("created_at", Words.said(at).toString());
      }
      posts.add(Json.write(post));
    }
    return posts;
  }

  private static String title(int message) {
    return "Talk " + message / Words.TURNS;
  }

  @Override
  public void close() {
    index.close();
  }
}
