package everthread.search.lucene;

/**
 * Names of an index's fields. Changing what one holds needs a new {@link Generation#FORMAT}.
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
  static final String CREATED = "created";

  /** What ranking reads of a candidate, in one number; see {@link Traits}. */
  static final String TRAITS = "traits";

  /** A hash of the folded words, by which copies of one text are known; 0 for very short texts. */
  static final String FINGERPRINT = "fingerprint";

  /** A message's id, and those of messages that tell anew what it tells; see {@link Newer}. */
  static final String ID = "id";

  static final String NEWER = "newer";

  /** What is shown of a document, stored; see {@link Stored}. */
  static final String STORED = "stored";

  private Fields() {}
}
