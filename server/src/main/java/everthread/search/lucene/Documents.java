package everthread.search.lucene;

import everthread.conversation.Role;
import everthread.conversation.StoredMessage;
import everthread.memory.Memory;
import everthread.memory.Validity;
import everthread.search.Hit;
import everthread.search.IndexSource.IndexedMessage;
import everthread.search.Query;
import everthread.search.words.TextAnalysis;
import everthread.search.words.Token;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.jspecify.annotations.Nullable;

/**
 * Makes a document of a message or memory. Remembers the tokens of texts seen lately, as each
 * message is its neighbours' neighbour too; so make one for a batch. Not thread-safe.
 */
final class Documents {
  private static final int REMEMBERED_CHARACTERS = 2_000_000;
  private static final int WORDS_OF_A_FINGERPRINT = 5;
  private static final FieldType COUNTED = type(IndexOptions.DOCS_AND_FREQS, false);
  private static final FieldType PLAIN = type(IndexOptions.DOCS, true);
  private static final FieldType PLACED = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, true);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Map<String, List<Token>> remembered = new HashMap<>();
  private int rememberedCharacters;

  /**
   * @param newer messages that tell it anew
   */
  Document of(IndexedMessage indexed, List<UUID> newer) {
    var message = indexed.message();
    var conversation = indexed.conversation();
    var traits =
        new Traits(
            Hit.Kind.MESSAGE,
            conversation.site(),
            message.role(),
            null,
            indexed.onActiveBranch(),
            Style.of(message.text()));
    var own = new ArrayList<List<Token>>();
    own.add(tokens(message.text()));
    var window = window(indexed, own.getFirst());
    // A title is what its first message is about; so a word of it gives one hit, not all.
    if (message.parentId() == null && conversation.title() != null) {
      own.add(tokens(conversation.title()));
    }

    var document =
        document(
            messageKey(message.id()), traits, window, own, spoken(message), message.createdAt());
    Newer.add(document, message.id(), newer);
    addTerm(document, Fields.MESSAGE_OF, message.conversationId().toString());
    addTerm(document, Fields.CONVERSATION, message.conversationId().toString());
    addTerm(document, Fields.PROJECT, conversation.project());
    for (var name : Speakers.names(message.author())) addTerm(document, Fields.SPEAKER, name);
    document.add(new BinaryDocValuesField(Fields.PLACE, Place.of(indexed).encode()));
    document.add(
        new StoredField(
            Fields.STORED,
            new Stored(
                    traits,
                    message.id(),
                    message.text(),
                    conversation.title(),
                    message.author(),
                    message.createdAt(),
                    message.conversationId(),
                    conversation.url(),
                    List.of(),
                    new Hit.SourceMessage(
                        message.id(), message.sourceId(), message.conversationId()))
                .toBytes()));
    return document;
  }

  Document of(Memory memory) {
    var provenance = memory.provenance();
    var conversationId = provenance == null ? null : provenance.conversationId();
    Role role = provenance == null ? null : provenance.role();
    var traits =
        new Traits(Hit.Kind.MEMORY, memory.site(), role, stateOf(memory), true, Style.NONE);
    var own = new ArrayList<List<Token>>();
    own.add(tokens(memory.content()));
    var window = new Window().add(own.getFirst(), Ranking.OWN_WEIGHT);
    var headings = new ArrayList<>(memory.tags());
    if (memory.title() != null) headings.add(memory.title());
    for (var heading : headings) {
      var words = tokens(heading);
      window.add(words, Ranking.HEADING_WEIGHT);
      own.add(words);
    }

    var document =
        document(memoryKey(memory.id()), traits, window, own, List.of(), memory.saidAt());
    for (var tag : memory.tags()) addTerm(document, Fields.TAG, tag.toLowerCase(Locale.ROOT));
    addTerm(
        document, Fields.CONVERSATION, conversationId == null ? null : conversationId.toString());
    addTerm(document, Fields.STATE, stateOf(memory).name());
    document.add(
        new StoredField(
            Fields.STORED,
            new Stored(
                    traits,
                    memory.id(),
                    memory.content(),
                    memory.title(),
                    provenance == null ? null : provenance.author(),
                    memory.saidAt(),
                    conversationId,
                    null,
                    memory.tags(),
                    provenance == null
                        ? null
                        : new Hit.SourceMessage(
                            provenance.messageId(),
                            provenance.messageSourceId(),
                            provenance.conversationId()))
                .toBytes()));
    return document;
  }

  static String messageKey(UUID id) {
    return "message:" + id;
  }

  static String memoryKey(UUID id) {
    return "memory:" + id;
  }

  private Window window(IndexedMessage indexed, List<Token> own) {
    var message = indexed.message();
    var profile = Profile.of(indexed);
    var window = new Window().add(own, Ranking.OWN_WEIGHT);
    if (message.author() != null) {
      window.add(message.author(), Ranking.OWN_WEIGHT);
      window.add(DAY.format(message.createdAt()), Ranking.OWN_WEIGHT);
    }
    if (indexed.conversation().title() != null) {
      window.add(tokens(indexed.conversation().title()), Ranking.TITLE_WEIGHT);
    }
    addNeighbour(window, indexed.previous(), profile.previous(), profile.otherCut());
    addNeighbour(window, indexed.previous2(), profile.previous2(), profile.otherCut());
    addNeighbour(window, indexed.next(), profile.next(), profile.nextCut());
    addNeighbour(window, indexed.next2(), profile.next2(), profile.otherCut());
    return window;
  }

  private List<List<Token>> spoken(StoredMessage message) {
    return message.author() == null ? List.of() : List.of(tokens(message.author()));
  }

  private void addNeighbour(Window window, @Nullable StoredMessage neighbour, int weight, int cut) {
    if (neighbour == null || weight == 0) return;
    window.add(tokens(Window.cut(neighbour.text(), cut)), weight);
    if (neighbour.author() != null) window.add(neighbour.author(), weight);
  }

  private List<Token> tokens(String text) {
    var known = remembered.get(text);
    if (known != null) return known;
    var tokens = TextAnalysis.tokens(text);
    if (rememberedCharacters + text.length() > REMEMBERED_CHARACTERS) {
      remembered.clear();
      rememberedCharacters = 0;
    }
    remembered.put(text, tokens);
    rememberedCharacters += text.length();
    return tokens;
  }

  private static Document document(
      String key,
      Traits traits,
      Window window,
      List<List<Token>> own,
      List<List<Token>> spoken,
      Instant saidAt) {
    var document = new Document();
    document.add(new StringField(Fields.KEY, key, Field.Store.NO));
    document.add(new Field(Fields.WINDOW, new CountedTerms(window.counts(), true), COUNTED));
    var ownTerms = new Window();
    for (var tokens : own) ownTerms.add(tokens, 1);
    for (var tokens : spoken) ownTerms.add(tokens, 1);
    document.add(new Field(Fields.OWN, new CountedTerms(ownTerms.counts(), false), PLAIN));
    document.add(new Field(Fields.EXACT, new ExactTerms(own), PLACED));
    document.add(new LongField(Fields.SAID, Filters.micros(saidAt), Field.Store.NO));
    document.add(new NumericDocValuesField(Fields.TRAITS, traits.encode()));
    document.add(new NumericDocValuesField(Fields.FINGERPRINT, fingerprint(own.getFirst())));
    addTerm(document, Fields.KIND, traits.kind().name());
    addTerm(document, Fields.SITE, traits.site().name());
    addTerm(document, Fields.ROLE, traits.role() == null ? null : traits.role().name());
    return document;
  }

  private static void addTerm(Document document, String field, @Nullable String value) {
    if (value != null) document.add(new StringField(field, value, Field.Store.NO));
  }

  private static Query.State stateOf(Memory memory) {
    return switch (memory.validity()) {
      case Validity.Current current -> Query.State.CURRENT;
      case Validity.InReview inReview -> Query.State.IN_REVIEW;
      case Validity.Superseded superseded -> Query.State.SUPERSEDED;
    };
  }

  /** 64 bits of FNV-1a over the folded words. */
  private static long fingerprint(List<Token> tokens) {
    if (tokens.size() < WORDS_OF_A_FINGERPRINT) return 0;
    long hash = 0xcbf29ce484222325L;
    for (var token : tokens) {
      for (int i = 0; i < token.exact().length(); i++) {
        hash = (hash ^ token.exact().charAt(i)) * 0x100000001b3L;
      }
      hash = (hash ^ ' ') * 0x100000001b3L;
    }
    return hash;
  }

  private static FieldType type(IndexOptions options, boolean omitNorms) {
    var type = new FieldType();
    type.setIndexOptions(options);
    type.setTokenized(true);
    type.setOmitNorms(omitNorms);
    type.freeze();
    return type;
  }
}
