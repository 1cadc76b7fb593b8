package everthread;

import java.io.Serial;
import java.util.List;

/** The server cannot start; the sentences say why and what to do. */
final class StartFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient List<String> sentences;

  StartFailure(List<String> sentences) {
    super("cannot start", null, false, false);
    this.sentences = List.copyOf(sentences);
  }

  StartFailure(String sentence) {
    this(List.of(sentence));
  }

  List<String> sentences() {
    return sentences;
  }
}
