package everthread.search.embed;

/**
 * What made a vector. Vectors of different models are never compared.
 *
 * @param id names model, version and compression, such as {@code e5-small-v2-q/128}; stored beside
 *     each vector
 * @param dimensions of a text's pooled vector
 * @param tokenDimensions of each of its word pieces' vectors; 0 for a model that gives none
 */
public record EmbeddingModel(String id, int dimensions, int tokenDimensions) {
  public EmbeddingModel {
    if (id.isBlank()) throw new IllegalArgumentException("a model needs an id");
    if (dimensions < 1 || tokenDimensions < 0) {
      throw new IllegalArgumentException(
          "no such dimensions: " + dimensions + ", " + tokenDimensions);
    }
  }

  /** Whether texts can be compared word piece by word piece. */
  public boolean hasTokens() {
    return tokenDimensions > 0;
  }
}
