package everthread.search.lucene;

/**
 * Names of an index's fields. Changing what one holds needs a new {@link Committed#FORMAT}.
 *
 * <p>Three hold words: {@link #WINDOW} ranks, {@link #OWN} says what a document itself contains,
 * {@link #EXACT} answers phrases and prefixes. The rest filters or is shown.
 */
final class Fields {
  /** Kind and id, unique; what an update replaces. */
  static final String KEY = "key";

  /** Stems of the text and its neighbours, each counted by its weight; see {@link Window}. */
  static final String WINDOW = "window";

  /** Stems of the text alone, uncounted. */
  static final String OWN = "own";

  /** Unstemmed words of the text with their positions. */
  static final String EXACT = "exact";

  /** The conversation that a message goes with when it is erased. */
  static final String MESSAGE_OF = "message_of";

  static final String KIND = "kind";
  static final String SITE = "site";
  static final String ROLE = "role";
  static final String PROJECT = "project";
  static final String TAG = "tag";
  static final String CONVERSATION = "conversation";
  static final String STATE = "state";
  static final String SAID = "said";

  /** What ranking reads of a candidate, in one number; see {@link Traits}. */
  static final String TRAITS = "traits";

  /** A hash of the folded words, by which copies of one text are known; 0 for very short texts. */
  static final String FINGERPRINT = "fingerprint";

  /** Says that a document is a chunk: the messages and memories have none. */
  static final String CHUNK = "chunk";

  /** How many documents after a chunk its message or memory stands. */
  static final String PARENT = "parent";

  /** Where in the text of its message or memory a chunk begins. */
  static final String FROM = "from";

  /** How many chunks stand before a message or memory; none where it has none. */
  static final String CHUNKS = "chunks";

  /** The names of who speaks in a dialogue; see {@link Speakers}. */
  static final String SPEAKER = "speaker";

  /** A message's conversation and the messages before and after it; see {@link Place}. */
  static final String PLACE = "place";

  /** A message's id, and those of messages that tell anew what it tells; see {@link Newer}. */
  static final String ID = "id";

  static final String NEWER = "newer";

  /** What is shown of a document, stored; see {@link Stored}. */
  static final String STORED = "stored";

  private Fields() {}

  /** A chunk's vector; of each model a field of its own, as vectors of two cannot be compared. */
  static String vector(String model) {
    return "vector:" + model;
  }

  /** The vectors of a chunk's word pieces, one after another. */
  static String tokens(String model) {
    return "tokens:" + model;
  }

  /** The different word pieces of a message's or memory's chunks, for their frequency. */
  static String pieces(String model) {
    return "pieces:" + model;
  }
}
