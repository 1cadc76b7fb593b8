package everthread.search.embed;

/**
 * A passage as vectors. The arrays are the callee's from then on: nobody changes them.
 *
 * @param pooled the whole passage: {@link EmbeddingModel#dimensions} bytes, scaled so that the
 *     largest is 127 or -127; compare by cosine
 * @param pieces ids of the word pieces that are kept, in the text's order; stop words and
 *     punctuation are not
 * @param tokens their vectors one after another, {@link EmbeddingModel#tokenDimensions} bytes each,
 *     unit length at 127
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody, and copied by nobody.
public record PassageVectors(byte[] pooled, int[] pieces, byte[] tokens) {}
