package everthread.search.lucene;

import everthread.conversation.Role;
import everthread.search.Query;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/**
 * Every number that decides an order, in one place. Each was measured by itself: docs/retrieval.md
 * tells what it brings. Weights of {@link Window} lie in the index, so a change of theirs raises
 * {@link #VERSION} and indexes are built again by themselves.
 */
final class Ranking {
  /** Version of what is baked into an index: weights of the texts in a window and their cuts. */
  static final int VERSION = 2;

  /** A word counts this much where the document itself says it; neighbours are measured by it. */
  static final int OWN_WEIGHT = 10;

  /** The conversation's title, which says what all its messages are about. */
  static final int TITLE_WEIGHT = 2;

  /** A memory's title and tags. */
  static final int HEADING_WEIGHT = 5;

  /** k1 is ten times the usual 1.2, as the weights are. */
  static final float K1 = 12f;

  static final float B = 0.75f;

  /**
   * From how many different words on a question may be answered by a message whose neighbours hold
   * them. A few words are looked up: each hit must hold one itself.
   */
  static final int NEIGHBOURS_MATCH_FROM = 3;

  /** How many of the best by words are looked at by the signals below. */
  static final int CANDIDATES = 200;

  /** A message on a branch that was edited away. */
  static final float INACTIVE_BRANCH = 0.5f;

  /** A memory that no longer holds. */
  static final float SUPERSEDED = 0.5f;

  /**
   * What a model, a tool or the system said, beside what a person said, in answer to a question: a
   * person's own words hold most of what is asked about, in a tenth of the words.
   */
  static final float NOT_BY_A_PERSON = 0.6f;

  /** The same where a few words are looked up, which often stand in an answer. */
  static final float NOT_BY_A_PERSON_IN_LOOKUP = 0.9f;

  /** How much a chunk such as foo-bar or /usr/bin found in one piece adds to its words. */
  static final float WHOLE_CHUNK = 0.5f;

  /** How many of the best by words are weighed by meaning too, and how many of the nearest. */
  static final int BY_WORDS = 100;

  static final int BY_MEANING = 100;

  /** So much nearer must be what a model said, to be among the nearest. */
  static final float NEARER_BY_A_MODEL = 0.05f;

  // What follows is in standard deviations among the candidates, persons' and models' apart.

  /** Late interaction, where the best by words counts one. */
  static final double LATE = 1;

  /** The vectors of whole chunks. */
  static final double COSINE = 1;

  /** What the turn before says of a dialogue's turn, and what the one after. */
  static final double BEFORE = 0.7;

  static final double AFTER = 0.5;

  static final double NAMED_SPEAKER = 4;
  static final double TELLS_TIME = 1.5;
  static final double SAID_THEN = 1.5;
  static final double ASKS = 2;
  static final double INSTRUCTS = 3;

  /** A conversation is as good as so many of its best messages. */
  static final int BEST_OF_CONVERSATION = 3;

  /** For a conversation that has fewer candidates. */
  static final double NO_FURTHER = -2;

  static final double CONVERSATION = 1;

  /** What a model, a tool or the system said, in answer to a question. */
  static final double BY_A_MODEL = 2;

  /** The same where a few words are looked up. */
  static final double BY_A_MODEL_IN_LOOKUP = 0.5;

  /** On a branch that was edited away. */
  static final double REPLACED = 2;

  /** A memory that was superseded. */
  static final double NO_LONGER_TRUE = 2;

  /**
   * What no word leads to must be so like the question to be found, where words found something:
   * its cosine, and the weighted mean of its word pieces' cosines, together.
   */
  static final double LIKE_ENOUGH = 1.46;

  /** The same where a few words are looked up, and what holds them was found. */
  static final double LIKE_ENOUGH_IN_LOOKUP = 1.5;

  /** The same where words found nothing, and there is little to compare it with. */
  static final double LIKE_ENOUGH_ALONE = 1.6;

  /**
   * Where there is more to compare it with, it must stand out from the median of the nearest: the
   * neighbours of what was never talked of are all alike.
   */
  static final double STANDS_OUT = 0.09;

  static final double LEAST_LIKE = 1.45;
  static final int MANY = 50;

  /** Words of more pieces than this, on average, are none that a model was taught. */
  static final int PIECES_OF_A_WORD = 3;

  private Ranking() {}

  static Similarity similarity() {
    return new BM25Similarity(K1, B);
  }

  /**
   * The factor that a candidate's score by words is multiplied with.
   *
   * @param question false where only a few words are looked up
   */
  static float factor(Traits traits, boolean question) {
    return branch(traits) * validity(traits) * speaker(traits, question);
  }

  private static float branch(Traits traits) {
    return traits.active() ? 1 : INACTIVE_BRANCH;
  }

  private static float validity(Traits traits) {
    return traits.state() == Query.State.SUPERSEDED ? SUPERSEDED : 1;
  }

  private static float speaker(Traits traits, boolean question) {
    if (isByAPerson(traits)) return 1;
    return question ? NOT_BY_A_PERSON : NOT_BY_A_PERSON_IN_LOOKUP;
  }

  static boolean isByAPerson(Traits traits) {
    return traits.role() == null || traits.role() == Role.USER;
  }
}
