package everthread.search.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A small model for tests: a text is how often each letter occurs in it, a word piece is a word.
 * Remembers what it was asked.
 */
public final class LetterEmbedder implements Embedder {
  private static final int LETTERS = 26;

  private final EmbeddingModel model;

  /** Every batch of passages, in order. */
  public final List<List<String>> batches = new CopyOnWriteArrayList<>();

  public LetterEmbedder() {
    this("letters/1");
  }

  public LetterEmbedder(String id) {
    this.model = new EmbeddingModel(id, LETTERS, LETTERS);
  }

  /** All passages that it was asked about. */
  public List<String> asked() {
    return batches.stream().flatMap(List::stream).toList();
  }

  @Override
  public EmbeddingModel model() {
    return model;
  }

  @Override
  public List<PassageVectors> passages(List<String> texts) {
    batches.add(List.copyOf(texts));
    return texts.stream().map(LetterEmbedder::vectors).toList();
  }

  @Override
  public QuestionVectors question(String text) {
    var vectors = vectors(text);
    var tokens = new float[vectors.tokens().length];
    for (int i = 0; i < tokens.length; i++) tokens[i] = vectors.tokens()[i] / 127f;
    return new QuestionVectors(vectors.pooled(), vectors.pieces(), tokens);
  }

  private static PassageVectors vectors(String text) {
    var words = new ArrayList<String>();
    for (var word : text.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
      if (!word.isEmpty()) words.add(word);
    }
    var pieces = new int[words.size()];
    var tokens = new byte[words.size() * LETTERS];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = words.get(i).hashCode() & 0xFFFF;
      System.arraycopy(letters(words.get(i)), 0, tokens, i * LETTERS, LETTERS);
    }
    return new PassageVectors(letters(String.join("", words)), pieces, tokens);
  }

  private static byte[] letters(String word) {
    var counts = new int[LETTERS];
    int most = 1;
    for (char letter : word.toCharArray()) most = Math.max(most, ++counts[letter - 'a']);
    var bytes = new byte[LETTERS];
    for (int i = 0; i < LETTERS; i++) bytes[i] = (byte) (127 * counts[i] / most);
    return bytes;
  }

  @Override
  public void close() {}
}
