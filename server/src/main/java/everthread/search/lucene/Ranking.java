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
  static final int VERSION = 1;

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
    if (traits.role() == null || traits.role() == Role.USER) return 1;
    return question ? NOT_BY_A_PERSON : NOT_BY_A_PERSON_IN_LOOKUP;
  }
}
