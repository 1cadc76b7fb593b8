package everthread.search.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a word list that lies beside this class: one entry a line, {@code #} begins a comment. */
final class WordList {
  private WordList() {}

  static List<String> lines(String name) {
    try (var in = WordList.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException("the word list " + name + " is not packed");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
