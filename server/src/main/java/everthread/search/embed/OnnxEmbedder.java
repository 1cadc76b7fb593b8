package everthread.search.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A local model, run by ONNX Runtime on the calling thread. Each text is run by itself: quantized
 * models scale a whole batch by its largest value, so that in a batch a text's vectors would depend
 * on its company. Bounded: as many passages at once as it is told, and two questions beside them.
 */
final class OnnxEmbedder implements Embedder {
  private static final int QUESTIONS_AT_ONCE = 2;

  private final ModelFiles files;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final WordPieces pieces;
  private final @Nullable Projection projection;
  private final EmbeddingModel model;
  private final Semaphore passages;
  private final Semaphore questions = new Semaphore(QUESTIONS_AT_ONCE);

  /** Read while the model runs, written to close it. */
  private final ReadWriteLock open = new ReentrantReadWriteLock();

  private boolean closed;

  private OnnxEmbedder(
      ModelFiles files,
      OrtEnvironment environment,
      OrtSession session,
      WordPieces pieces,
      int passagesAtOnce)
      throws IOException, OrtException {
    this.files = files;
    this.environment = environment;
    this.session = session;
    this.pieces = pieces;
    int dimensions = dimensions(session);
    projection =
        files.projection() == null ? null : Projection.read(files.projection(), dimensions);
    model = Embedders.model(files.name(), dimensions, projection);
    passages = new Semaphore(passagesAtOnce);
  }

  /**
   * Reads the weights, in about half a second.
   *
   * @throws IOException when the files are missing or are not such a model
   */
  static OnnxEmbedder open(ModelFiles files, int passagesAtOnce) throws IOException {
    try {
      var environment = OrtEnvironment.getEnvironment();
      environment.setTelemetry(false);
      var session = session(environment, files);
      var pieces = new WordPieces(files.tokenizer());
      return new OnnxEmbedder(files, environment, session, pieces, passagesAtOnce);
    } catch (OrtException | LinkageError unusable) {
      throw new IOException("the model " + files.name() + " cannot be run here", unusable);
    }
  }

  private static OrtSession session(OrtEnvironment environment, ModelFiles files)
      throws IOException, OrtException {
    try (var in = files.network().open();
        var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      // Its arena would keep for good what the longest text once took.
      options.setCPUArenaAllocator(false);
      options.setMemoryPatternOptimization(false);
      return environment.createSession(in.readAllBytes(), options);
    }
  }

  private static int dimensions(OrtSession session) throws OrtException, IOException {
    var output = session.getOutputInfo().values().iterator().next().getInfo();
    if (output instanceof TensorInfo tensor && tensor.getShape().length == 3) {
      return (int) tensor.getShape()[2];
    }
    throw new IOException("the model's first output is not one vector a word piece");
  }

  @Override
  public EmbeddingModel model() {
    return model;
  }

  @Override
  public List<PassageVectors> passages(List<String> texts) {
    var vectors = new ArrayList<PassageVectors>(texts.size());
    for (var text : texts) vectors.add(passage(text));
    return vectors;
  }

  private PassageVectors passage(String text) {
    var run = run(passages, files.passagePrefix(), text);
    int size = model.tokenDimensions();
    var tokens = new byte[run.tokens().size() * size];
    for (int i = 0; i < run.tokens().size(); i++) {
      Vectors.writeUnit(run.tokens().get(i), tokens, i * size);
    }
    return new PassageVectors(Vectors.widest(run.pooled()), run.pieces(), tokens);
  }

  @Override
  public QuestionVectors question(String text) {
    var run = run(questions, files.questionPrefix(), text);
    int size = model.tokenDimensions();
    var tokens = new float[run.tokens().size() * size];
    for (int i = 0; i < run.tokens().size(); i++) {
      System.arraycopy(run.tokens().get(i), 0, tokens, i * size, size);
    }
    return new QuestionVectors(Vectors.widest(run.pooled()), run.pieces(), tokens);
  }

  /**
   * A text's vectors, those of its word pieces projected; no pieces where there is no projection.
   */
  @SuppressWarnings("ArrayRecordComponent") // Made and taken apart here.
  private record Run(float[] pooled, int[] pieces, List<float[]> tokens) {}

  private Run run(Semaphore turn, String prefix, String text) {
    turn.acquireUninterruptibly();
    open.readLock().lock();
    try {
      if (closed) throw unavailable();
      var cut = pieces.cut(prefix, text);
      var states = states(cut.ids());
      var pooled = pooled(states, cut.ids().length);
      if (projection == null) return new Run(pooled, new int[0], List.of());
      var ids = new int[cut.kept().length];
      var tokens = new ArrayList<float[]>(ids.length);
      for (int i = 0; i < ids.length; i++) {
        ids[i] = (int) cut.ids()[cut.kept()[i]];
        tokens.add(projection.of(state(states, cut.kept()[i])));
      }
      return new Run(pooled, ids, tokens);
    } catch (OrtException failed) {
      throw unavailable();
    } finally {
      open.readLock().unlock();
      turn.release();
    }
  }

  /** What the model says of each word piece that tells something, as it says it; for fitting. */
  List<float[]> rawTokens(String passage) throws OrtException {
    var cut = pieces.cut(files.passagePrefix(), passage);
    var states = states(cut.ids());
    var tokens = new ArrayList<float[]>(cut.kept().length);
    for (var at : cut.kept()) tokens.add(state(states, at));
    return tokens;
  }

  private static ProblemException unavailable() {
    return new ProblemException(new Problem.Unavailable("The embedding model does not answer."));
  }

  private float[] states(long[] ids) throws OrtException {
    var shape = new long[] {1, ids.length};
    var ones = new long[ids.length];
    Arrays.fill(ones, 1);
    try (var pieceIds = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
        var mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
        var types =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape)) {
      var inputs = new HashMap<>(Map.of("input_ids", pieceIds, "attention_mask", mask));
      if (session.getInputNames().contains("token_type_ids")) inputs.put("token_type_ids", types);
      try (var result = session.run(inputs)) {
        FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
        var copy = new float[states.remaining()];
        states.get(copy);
        return copy;
      }
    }
  }

  private float[] pooled(float[] states, int count) {
    if (files.pooling() == ModelFiles.Pooling.FIRST) return state(states, 0);
    var sum = new float[model.dimensions()];
    for (int at = 0; at < count; at++) {
      for (int i = 0; i < sum.length; i++) sum[i] += states[at * sum.length + i];
    }
    return sum;
  }

  private float[] state(float[] states, int at) {
    int size = model.dimensions();
    return Arrays.copyOfRange(states, at * size, (at + 1) * size);
  }

  @Override
  public void close() {
    open.writeLock().lock();
    try {
      if (closed) return;
      closed = true;
      session.close();
      pieces.close();
    } catch (OrtException failed) {
      throw new IllegalStateException(failed);
    } finally {
      open.writeLock().unlock();
    }
  }
}
