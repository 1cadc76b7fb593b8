package everthread.search.embed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes local models by their name. */
public final class Embedders {
  /** What is used unless something else is asked for. */
  public static final String DEFAULT = "e5-small-v2";

  private static final int DIMENSIONS = 384;
  private static final int TOKEN_DIMENSIONS = 128;
  private static final int PASSAGES_AT_ONCE = 2;

  private static final Map<String, ModelFiles> BUILT_IN =
      Map.of(DEFAULT, ModelFiles.E5_SMALL, "bge-small-en-v15", ModelFiles.BGE_SMALL);

  private Embedders() {}

  /**
   * A model whose weights lie on this machine. One of ours is opened when it is first asked, which
   * then takes about half a second; one of somebody's own at once, because only its file tells what
   * it is.
   *
   * @param name {@code e5-small-v2}, {@code bge-small-en-v15}, or a folder that holds {@code
   *     model.onnx} and {@code tokenizer.json}
   * @param cache a folder for the native code that comes inside a jar
   * @throws IOException when the folder holds no model that can be run
   */
  public static Embedder local(String name, Path cache) throws IOException {
    tellTokenizers(cache);
    var files = BUILT_IN.get(name);
    if (files != null) {
      var model =
          new EmbeddingModel(files.name() + "/" + TOKEN_DIMENSIONS, DIMENSIONS, TOKEN_DIMENSIONS);
      return new LazyEmbedder(model, () -> OnnxEmbedder.open(files, PASSAGES_AT_ONCE));
    }
    var folder = Path.of(name);
    if (!Files.isDirectory(folder)) {
      throw new IOException("no model of this name, and no folder: " + name);
    }
    return OnnxEmbedder.open(ModelFiles.in(folder), PASSAGES_AT_ONCE);
  }

  /** The tokenizers' library looks for graphics cards, asks home and unpacks there, unless told. */
  private static void tellTokenizers(Path cache) {
    var told =
        Map.of(
            "ENGINE_CACHE_DIR", cache.toString(),
            "RUST_FLAVOR", "cpu",
            "OPT_OUT_TRACKING", "true");
    told.forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
  }

  /** Names a model; its id says how its word pieces are kept. */
  static EmbeddingModel model(String name, int dimensions, @Nullable Projection projection) {
    int tokens = projection == null ? 0 : projection.dimensions();
    return new EmbeddingModel(name + "/" + tokens, dimensions, tokens);
  }
}
