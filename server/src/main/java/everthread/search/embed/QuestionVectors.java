package everthread.search.embed;

/**
 * A question as vectors, to be compared with {@link PassageVectors} of the same model.
 *
 * @param pooled as of a passage
 * @param pieces ids of its word pieces, in order
 * @param tokens their vectors, not rounded: {@link EmbeddingModel#tokenDimensions} numbers each,
 *     unit length
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody, and copied by nobody.
public record QuestionVectors(byte[] pooled, int[] pieces, float[] tokens) {}
