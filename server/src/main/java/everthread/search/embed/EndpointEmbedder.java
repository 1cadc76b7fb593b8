package everthread.search.embed;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.search.embed.EmbeddingsChoice.Endpoint;
import everthread.search.embed.EndpointProtocol.Unusable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * A model behind an OpenAI-compatible address, which receives every text and the questions.
 * Compares texts as a whole only. It follows no redirects; an answer that is too long, too late or
 * unfit makes it unavailable, in words that hold nothing of any text. Thread-safe.
 */
public final class EndpointEmbedder implements Embedder {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int TEXTS_A_REQUEST = 32;
  private static final int CHARACTERS_A_REQUEST = 40_000;

  /** 32 vectors of 4,096 numbers, each written with twenty characters. */
  private static final long LONGEST_ANSWER = 32L << 20;

  /**
   * How long to wait for whom.
   *
   * @param passages for an answer in the background
   * @param question for an answer that a person waits for
   * @param between before the second and third try in the background
   */
  public record Patience(Duration passages, Duration question, Duration between) {
    public static final Patience USUAL =
        new Patience(Duration.ofSeconds(60), Duration.ofSeconds(3), Duration.ofSeconds(1));
  }

  private final Endpoint endpoint;
  private volatile OptionalInt dimensions;
  private final Patience patience;
  private final UnaryOperator<String> clean;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private volatile long notBefore = System.nanoTime();

  private EndpointEmbedder(
      Endpoint endpoint, OptionalInt dimensions, Patience patience, UnaryOperator<String> clean) {
    this.endpoint = endpoint;
    this.dimensions = dimensions;
    this.patience = patience;
    this.clean = clean;
  }

  /**
   * Asks nothing yet.
   *
   * @param dimensions of its vectors; empty when only it can tell
   * @param clean takes secrets out of a text before it is sent
   */
  public static EndpointEmbedder of(
      Endpoint endpoint, OptionalInt dimensions, Patience patience, UnaryOperator<String> clean) {
    return new EndpointEmbedder(endpoint, dimensions, patience, clean);
  }

  /** The dimensions that the id of one of these models tells, where it is of this endpoint. */
  public static OptionalInt dimensions(Endpoint endpoint, Collection<String> modelIds) {
    var prefix = endpoint.source() + "/";
    return modelIds.stream()
        .filter(id -> id.startsWith(prefix))
        .map(id -> id.substring(prefix.length()))
        .filter(number -> number.matches("[1-9][0-9]{0,5}"))
        .mapToInt(Integer::parseInt)
        .findFirst();
  }

  /** Whether it is known how many numbers a vector has; until then the model has no lasting id. */
  public boolean isKnown() {
    return dimensions.isPresent();
  }

  /**
   * Asks the endpoint how many numbers its vectors have, unless that is known.
   *
   * @throws ProblemException {@code unavailable} when it does not say
   */
  public void know() {
    if (isKnown()) return;
    dimensions = OptionalInt.of(ask(List.of("hello"), patience.passages())[0].length);
  }

  @Override
  public EmbeddingModel model() {
    var known = dimensions;
    var number = known.isPresent() ? Integer.toString(known.getAsInt()) : "?";
    return new EmbeddingModel(endpoint.source() + "/" + number, known.orElse(1), 0);
  }

  @Override
  public List<PassageVectors> passages(List<String> texts) {
    know();
    var vectors = new ArrayList<PassageVectors>(texts.size());
    int from = 0;
    while (from < texts.size()) {
      int to = from + 1;
      long characters = texts.get(from).length();
      while (to < texts.size() && to - from < TEXTS_A_REQUEST) {
        characters += texts.get(to).length();
        if (characters > CHARACTERS_A_REQUEST) break;
        to++;
      }
      for (var vector : patiently(texts.subList(from, to))) {
        vectors.add(new PassageVectors(fit(vector), new int[0], new byte[0]));
      }
      from = to;
    }
    return vectors;
  }

  @Override
  public QuestionVectors question(String text) {
    if (!isKnown()) throw unavailable("The embeddings endpoint has not answered yet.");
    var vector = ask(List.of(text), patience.question())[0];
    return new QuestionVectors(fit(vector), new int[0], new float[0]);
  }

  private byte[] fit(float[] vector) {
    int expected = model().dimensions();
    if (vector.length == expected) return Vectors.widest(vector);
    throw unavailable(
        "The embeddings endpoint answers "
            + vector.length
            + " numbers where "
            + expected
            + " were expected. If its model was changed on purpose, say so with"
            + " EVERTHREAD_EMBEDDINGS_DIMENSIONS.");
  }

  /** In the background a moment's trouble is sat out. */
  private float[][] patiently(List<String> texts) {
    for (int tries = 1; ; tries++) {
      try {
        return ask(texts, patience.passages());
      } catch (ProblemException away) {
        boolean again = tries < 3 && away.problem() instanceof Problem.Unavailable;
        if (!again || notBefore - System.nanoTime() > patience.between().toNanos() * tries) {
          throw away;
        }
        sleep(patience.between().multipliedBy(tries));
      }
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw unavailable("The server is stopping.");
    }
  }

  private float[][] ask(List<String> texts, Duration limit) {
    if (notBefore - System.nanoTime() > 0) {
      throw unavailable("The embeddings endpoint asked for a pause.");
    }
    try {
      var answer = http.send(request(texts, limit), limited());
      check(answer);
      return EndpointProtocol.vectors(answer.body(), texts.size());
    } catch (Unusable answer) {
      throw unavailable(answer.words());
    } catch (java.net.http.HttpTimeoutException late) {
      throw unavailable("The embeddings endpoint does not answer in time.");
    } catch (IOException away) {
      throw unavailable("The embeddings endpoint cannot be reached.");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw unavailable("The server is stopping.");
    }
  }

  private static HttpResponse.BodyHandler<byte[]> limited() {
    return BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER);
  }

  private HttpRequest request(List<String> texts, Duration limit) {
    var body =
        EndpointProtocol.request(
            endpoint.model(), endpoint.dimensions(), texts.stream().map(clean).toList());
    var request =
        HttpRequest.newBuilder(address(endpoint.url()))
            .timeout(limit)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(body));
    endpoint.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
    return request.build();
  }

  static URI address(URI url) {
    var text = url.toString().replaceAll("/+$", "");
    return URI.create(text.endsWith("/embeddings") ? text : text + "/embeddings");
  }

  private void check(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status == 200) return;
    if (status == 429 || status == 503) pause(answer);
    throw switch (status) {
      case 401, 403 -> unavailable("The embeddings endpoint refuses the key.");
      case 404 -> unavailable("The embeddings endpoint does not know the address or the model.");
      case 429 -> unavailable("The embeddings endpoint asked for a pause.");
      case 400, 413, 422 ->
          new ProblemException(
              new Problem.Refused(
                  "embedding_refused", "The embeddings endpoint refuses a text (" + status + ")."));
      default -> unavailable("The embeddings endpoint fails (" + status + ").");
    };
  }

  /** For as long as it asks for, an hour at most, it is not asked again. */
  private void pause(HttpResponse<byte[]> answer) {
    var seconds = answer.headers().firstValue("Retry-After").orElse("");
    if (!seconds.matches("[0-9]{1,9}")) return;
    long pause = Math.min(Long.parseLong(seconds), 3_600);
    notBefore = System.nanoTime() + Duration.ofSeconds(pause).toNanos();
  }

  private static ProblemException unavailable(String words) {
    return new ProblemException(new Problem.Unavailable(words));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
