package everthread.search.lucene;

/** A document that may answer, with what is known of it. Not thread-safe. */
final class Candidate {
  final int document;
  final Traits traits;
  final Place place;

  /** By words; 0 when no word matches. */
  final float words;

  /** The greatest cosine of its chunks and the question; 0 without vectors. */
  final float cosine;

  /** For each word piece of the question the greatest cosine in it. */
  final float[] pieces;

  /** By late interaction, in standard deviations from the mean of all candidates. */
  double late;

  double score;

  Candidate(int document, Traits traits, Place place, float words, float cosine, float[] pieces) {
    this.document = document;
    this.traits = traits;
    this.place = place;
    this.words = words;
    this.cosine = cosine;
    this.pieces = pieces;
  }
}
