package everthread.search.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import everthread.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real model, as it comes in its jar. */
class OnnxEmbedderTest {
  @TempDir static Path cache;
  private static Embedder model;

  @BeforeAll
  static void open() throws IOException {
    model = Embedders.local(Embedders.DEFAULT, cache);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void the_same_text_has_the_same_vectors_in_any_company() {
    var alone = passage("My sister lives in Lisbon.");

    var long_ = "A much longer text about something else entirely. ".repeat(20);
    var among = model.passages(List.of(long_, "My sister lives in Lisbon.", "No.")).get(1);

    assertSame(among, alone);
  }

  @Test
  void vectors_come_in_the_order_of_their_texts() {
    var texts = List.of("one cat", "two dogs", "three birds");

    var vectors = model.passages(texts);

    for (int i = 0; i < 3; i++) assertSame(vectors.get(i), passage(texts.get(i)));
  }

  @Test
  void many_threads_get_the_same_as_one() throws InterruptedException, ExecutionException {
    var alone = passage("We moved to Postgres in March.");

    var answers = new ArrayList<Future<PassageVectors>>();
    try (var threads = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < 12; i++) {
        answers.add(threads.submit(() -> passage("We moved to Postgres in March.")));
      }
      for (var answer : answers) assertSame(answer.get(), alone);
    }
  }

  @Test
  void vectors_have_the_shape_that_the_model_tells() {
    var passage = passage("I am allergic to peanuts.");
    var question = model.question("What am I allergic to?");

    assertThat(model.model()).isEqualTo(new EmbeddingModel("e5-small-v2-q/128", 384, 128));
    assertThat(passage.pooled()).hasSize(384);
    assertThat(passage.tokens()).hasSize(128 * passage.pieces().length);
    assertThat(question.pooled()).hasSize(384);
    assertThat(question.tokens()).hasSize(128 * question.pieces().length);
    int largest = 0;
    for (var value : passage.pooled()) largest = Math.max(largest, Math.abs(value));
    assertThat(largest).isEqualTo(127);
  }

  @Test
  void word_pieces_are_unit_vectors() {
    var passage = passage("Elephants never forget.");

    for (int piece = 0; piece < passage.pieces().length; piece++) {
      double squares = 0;
      for (int i = 0; i < 128; i++) squares += Math.pow(passage.tokens()[piece * 128 + i], 2);
      assertThat(Math.sqrt(squares)).isBetween(124.0, 130.0);
    }
  }

  @Test
  void stop_words_and_punctuation_leave() {
    assertThat(passage("the cat, and the dog!").pieces()).hasSize(2);
    assertThat(model.question("where is the cat?").pieces()).isEqualTo(passage("cat").pieces());
  }

  @Test
  void nothing_but_stop_words_stays_as_it_is() {
    assertThat(passage("who are you").pieces()).hasSize(3);
  }

  @Test
  void what_is_meant_alike_is_nearer() {
    var question = model.question("Which food must I avoid?").pooled();

    double near = cosine(question, passage("I am allergic to peanuts.").pooled());
    double far = cosine(question, passage("The meeting was moved to Tuesday.").pooled());

    assertThat(near).isGreaterThan(far);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "🙂🙃", "你好，世界", "Привет, мир", "\u0000\uD800", "?!…", "a"})
  void any_text_has_vectors(String text) {
    var passage = passage(text);

    assertThat(passage.pooled()).hasSize(384);
    assertThat(passage.tokens()).hasSize(128 * passage.pieces().length);
    assertThat(model.question(text).pooled()).hasSize(384);
  }

  @Test
  void what_is_too_long_is_cut_at_its_end() {
    var head = "All about gardens. ".repeat(200);

    assertSame(passage(head + "And one more thing."), passage(head + "And quite another."));
  }

  @Test
  void one_that_is_closed_is_unavailable() throws IOException {
    var closed = Embedders.local("bge-small-en-v15", cache);
    assertThat(closed.question("Is this the other model?").pooled()).hasSize(384);

    closed.close();

    assertThatThrownBy(() -> closed.question("Is anybody there?"))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void a_folder_is_a_model_too(@TempDir Path folder) throws IOException {
    try (var network = ModelFiles.E5_SMALL.network().open();
        var tokenizer = ModelFiles.E5_SMALL.tokenizer().open()) {
      Files.copy(network, folder.resolve("model.onnx"));
      Files.copy(tokenizer, folder.resolve("tokenizer.json"));
    }
    Files.writeString(folder.resolve("model.properties"), "passage=passage: \nquestion=query: \n");

    try (var own = Embedders.local(folder.toString(), cache)) {
      assertThat(own.model().id()).startsWith(folder.getFileName() + "-").endsWith("/0");
      assertThat(own.model().hasTokens()).isFalse();
      var vectors = own.passages(List.of("a text")).getFirst();
      assertThat(vectors.pooled()).isEqualTo(passage("a text").pooled());
      assertThat(vectors.pieces()).isEmpty();
    }
  }

  @Test
  void a_folder_without_a_model_is_refused(@TempDir Path folder) {
    assertThatThrownBy(() -> Embedders.local(folder.toString(), cache))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Embedders.local("no-such-model", cache))
        .isInstanceOf(IOException.class);
  }

  private static PassageVectors passage(String text) {
    return model.passages(List.of(text)).getFirst();
  }

  private static void assertSame(PassageVectors one, PassageVectors other) {
    assertThat(one.pooled()).isEqualTo(other.pooled());
    assertThat(one.pieces()).isEqualTo(other.pieces());
    assertThat(one.tokens()).isEqualTo(other.tokens());
  }

  private static double cosine(byte[] one, byte[] other) {
    double dot = 0;
    double a = 0;
    double b = 0;
    for (int i = 0; i < one.length; i++) {
      dot += one[i] * other[i];
      a += one[i] * one[i];
      b += other[i] * other[i];
    }
    return dot / Math.sqrt(a * b);
  }
}
