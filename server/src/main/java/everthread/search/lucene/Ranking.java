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

  /** How many of the best by words are looked at by the signals below. */
  static final int CANDIDATES = 200;

  /** A message on a branch that was edited away. */
  static final float INACTIVE_BRANCH = 0.5f;

  /** A memory that no longer holds. */
  static final float SUPERSEDED = 0.5f;

  /** What a person said, beside what a model, a tool or the system said. */
  static final float NOT_BY_A_PERSON = 0.9f;

  /** How much a chunk such as foo-bar or /usr/bin found in one piece adds to its words. */
  static final float WHOLE_CHUNK = 0.5f;

  /** How much a part of an identifier counts beside the identifier. */
  static final float PART = 0.3f;

  private Ranking() {}

  static Similarity similarity() {
    return new BM25Similarity(K1, B);
  }

  /** The factor that a candidate's score by words is multiplied with. */
  static float factor(Traits traits) {
    return branch(traits) * validity(traits) * speaker(traits);
  }

  private static float branch(Traits traits) {
    return traits.active() ? 1 : INACTIVE_BRANCH;
  }

  private static float validity(Traits traits) {
    return traits.state() == Query.State.SUPERSEDED ? SUPERSEDED : 1;
  }

  private static float speaker(Traits traits) {
    return traits.role() == null || traits.role() == Role.USER ? 1 : NOT_BY_A_PERSON;
  }
}
