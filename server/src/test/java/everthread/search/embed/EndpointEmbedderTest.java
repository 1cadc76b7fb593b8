package everthread.search.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.search.embed.EmbeddingsChoice.Endpoint;
import everthread.search.embed.EndpointEmbedder.Patience;
import everthread.search.embed.StubEndpoint.Trouble;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointEmbedderTest {
  private static final Patience SHORT =
      new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(10));

  private final StubEndpoint stub = new StubEndpoint();
  private final LetterEmbedder letters = new LetterEmbedder();
  private final EndpointEmbedder embedder =
      EndpointEmbedder.of(endpoint(), OptionalInt.of(26), SHORT, EndpointEmbedderTest::clean);

  @AfterEach
  void close() {
    embedder.close();
    stub.close();
  }

  private Endpoint endpoint() {
    return new Endpoint(
        URI.create(stub.url()), "letters", Optional.of("sk-test"), OptionalInt.empty());
  }

  @Test
  void texts_come_back_as_vectors_in_their_order() {
    var texts = List.of("abba", "peanut", "zebra");

    var vectors = embedder.passages(texts);

    assertThat(vectors).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(vectors.get(i).pooled())
          .isEqualTo(letters.passages(List.of(texts.get(i))).getFirst().pooled());
      assertThat(vectors.get(i).tokens()).isEmpty();
    }
    assertThat(embedder.question("abba").pooled()).isEqualTo(vectors.getFirst().pooled());
    assertThat(stub.keys).containsOnly("Bearer sk-test");
    assertThat(stub.bodies.getFirst().path("model").asText()).isEqualTo("letters");
    assertThat(stub.bodies.getFirst().has("dimensions")).isFalse();
  }

  private static String clean(String text) {
    return text.replace("hunter2", "[password]");
  }

  @Test
  void secrets_are_taken_out_before_a_text_is_sent() {
    var unused = embedder.passages(List.of("it is hunter2"));
    var unread = embedder.question("hunter2?");

    assertThat(stub.asked).containsExactly("it is [password]", "[password]?");
  }

  @Test
  void vectors_may_come_in_another_order() {
    stub.trouble = Trouble.BACKWARDS;

    var vectors = embedder.passages(List.of("abba", "zebra"));

    assertThat(vectors.getLast().pooled())
        .isEqualTo(letters.passages(List.of("zebra")).getFirst().pooled());
  }

  @Test
  void many_texts_go_in_several_requests() {
    embedder.passages(Collections.nCopies(70, "text"));
    embedder.passages(Collections.nCopies(3, "text ".repeat(6_000)));

    assertThat(stub.bodies)
        .extracting(body -> body.path("input").size())
        .containsExactly(32, 32, 6, 1, 1, 1);
  }

  @Test
  void how_long_its_vectors_are_is_asked_unless_it_is_known() {
    try (var unknown =
        EndpointEmbedder.of(endpoint(), OptionalInt.empty(), SHORT, EndpointEmbedderTest::clean)) {
      assertThatThrownBy(() -> unknown.question("text")).isInstanceOf(ProblemException.class);
      assertThat(stub.bodies).isEmpty();

      unknown.know();
      unknown.know();

      assertThat(stub.asked).containsExactly("hello");
      assertThat(unknown.model().dimensions()).isEqualTo(26);
      assertThat(unknown.model().hasTokens()).isFalse();
      var ids = List.of("e5-small-v2-q/128", unknown.model().id());
      assertThat(EndpointEmbedder.dimensions(endpoint(), ids)).hasValue(26);
    }
  }

  @Test
  void dimensions_that_are_configured_are_asked_for() {
    var fewer =
        new Endpoint(URI.create(stub.url()), "letters", Optional.empty(), OptionalInt.of(26));
    try (var asking =
        EndpointEmbedder.of(fewer, OptionalInt.of(26), SHORT, EndpointEmbedderTest::clean)) {
      assertThat(asking.passages(List.of("text"))).hasSize(1);
    }

    assertThat(stub.bodies.getFirst().path("dimensions").asInt()).isEqualTo(26);
    assertThat(stub.keys).containsOnly("null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TOO_MANY      | The embeddings endpoint asked for a pause.
          BROKEN        | The embeddings endpoint fails (500).
          SLOW          | The embeddings endpoint does not answer in time.
          GARBAGE       | The embeddings endpoint answers no JSON.
          NO_VECTORS    | The embeddings endpoint answers something else than vectors.
          TOO_FEW       | The embeddings endpoint answers something else than vectors.
          SHORT_VECTORS | The embeddings endpoint answers something else than vectors.
          SAME_INDEX    | The embeddings endpoint numbers its vectors wrongly.
          REDIRECT      | The embeddings endpoint fails (307).
          NO_KEY        | The embeddings endpoint refuses the key.
          NO_MODEL      | The embeddings endpoint does not know the address or the model.
          ENDLESS       | The embeddings endpoint cannot be reached.
          """)
  void whatever_it_does_it_is_unavailable_in_words_without_any_text(Trouble trouble, String words) {
    stub.trouble = trouble;

    var thrown =
        catchThrowableOfType(
            ProblemException.class, () -> embedder.passages(List.of("canary one", "canary two")));

    assertThat(thrown.problem()).isEqualTo(new Problem.Unavailable(words));
    assertThat(thrown).hasNoCause().hasMessage("unavailable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SHORT_VECTORS | The embeddings endpoint answers 2 numbers where 26 were expected.
          NOT_NUMBERS   | The embeddings endpoint answers a vector that is none.
          ZEROS         | The embeddings endpoint answers an empty vector.
          """)
  void a_vector_that_is_unfit_is_refused(Trouble trouble, String words) {
    stub.trouble = trouble;

    assertThatThrownBy(() -> embedder.question("canary"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            thrown -> assertThat(thrown.problem().detail()).startsWith(words));
  }

  @Test
  void in_the_background_a_moments_trouble_is_sat_out_but_no_question_waits_for_it() {
    stub.trouble = Trouble.BROKEN;

    assertThatThrownBy(() -> embedder.passages(List.of("text")))
        .isInstanceOf(ProblemException.class);
    assertThat(stub.bodies).hasSize(3);
    assertThatThrownBy(() -> embedder.question("text")).isInstanceOf(ProblemException.class);
    assertThat(stub.bodies).hasSize(4);
  }

  @Test
  void while_it_asked_for_a_pause_it_is_not_asked() {
    stub.trouble = Trouble.TOO_MANY;
    assertThatThrownBy(() -> embedder.passages(List.of("text")))
        .isInstanceOf(ProblemException.class);
    stub.trouble = Trouble.NONE;

    assertThatThrownBy(() -> embedder.question("text")).isInstanceOf(ProblemException.class);

    assertThat(stub.bodies).hasSize(1);
  }

  @Test
  void a_text_that_it_refuses_is_told_from_an_endpoint_that_is_away() {
    stub.trouble = Trouble.POISON;

    var thrown =
        catchThrowableOfType(
            ProblemException.class, () -> embedder.passages(List.of("a poison apple")));

    assertThat(thrown.problem().code()).isEqualTo("embedding_refused");
    assertThat(thrown.problem().detail()).doesNotContain("apple");
    assertThat(stub.bodies).hasSize(1);
  }

  @Test
  void an_endpoint_that_is_not_there_is_unavailable() {
    stub.close();

    assertThatThrownBy(() -> embedder.question("text"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            thrown ->
                assertThat(thrown.problem().detail())
                    .isEqualTo("The embeddings endpoint cannot be reached."));
  }

  @Test
  void the_key_is_never_told() {
    assertThat(endpoint().toString()).doesNotContain("sk-test").contains("letters@127.0.0.1");
  }

  @Test
  void the_address_is_completed() {
    assertThat(EndpointEmbedder.address(URI.create("http://host:1/v1/")))
        .hasToString("http://host:1/v1/embeddings");
    assertThat(EndpointEmbedder.address(URI.create("http://host:1/api/embeddings")))
        .hasToString("http://host:1/api/embeddings");
  }
}
