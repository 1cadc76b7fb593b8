package everthread.search.embed;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where a model's files lie, and how it wants to be asked.
 *
 * @param name with its version; part of {@link EmbeddingModel#id}
 * @param network ONNX, with {@code last_hidden_state} as its first output
 * @param tokenizer a {@code tokenizer.json}
 * @param projection directions on which word pieces are projected, see {@link Projection}; null
 *     when there are none: then texts are compared as a whole only
 * @param passagePrefix what it was trained to read before a passage
 * @param questionPrefix and before a question
 */
record ModelFiles(
    String name,
    Source network,
    Source tokenizer,
    @Nullable Source projection,
    String passagePrefix,
    String questionPrefix,
    Pooling pooling) {

  /** How a text's one vector is made of those of its word pieces. */
  enum Pooling {
    MEAN,
    FIRST
  }

  /** Opens a file anew at each call. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  static final ModelFiles E5_SMALL =
      new ModelFiles(
          "e5-small-v2-q",
          resource("/e5-small-v2-q.onnx"),
          resource("/e5-small-v2-q-tokenizer.json"),
          resource("e5-small-v2-q.projection"),
          "passage: ",
          "query: ",
          Pooling.MEAN);

  static final ModelFiles BGE_SMALL =
      new ModelFiles(
          "bge-small-en-v15-q",
          resource("/bge-small-en-v1.5-q.onnx"),
          resource("/bge-small-en-v1.5-q-tokenizer.json"),
          resource("bge-small-en-v15-q.projection"),
          "",
          "",
          Pooling.FIRST);

  /**
   * A folder with {@code model.onnx} and {@code tokenizer.json}; with {@code token.projection} it
   * compares word pieces too, and {@code model.properties} may say {@code passage=} and {@code
   * question=} (prefixes) and {@code pooling=mean} or {@code first}.
   */
  static ModelFiles in(Path folder) throws IOException {
    var network = folder.resolve("model.onnx");
    var told = new Properties();
    var properties = folder.resolve("model.properties");
    if (Files.exists(properties)) told.load(new StringReader(Files.readString(properties)));
    var projection = folder.resolve("token.projection");
    return new ModelFiles(
        folder.toAbsolutePath().normalize().getFileName() + "-" + fingerprint(network),
        () -> Files.newInputStream(network),
        () -> Files.newInputStream(folder.resolve("tokenizer.json")),
        Files.exists(projection) ? () -> Files.newInputStream(projection) : null,
        told.getProperty("passage", ""),
        told.getProperty("question", ""),
        Pooling.valueOf(told.getProperty("pooling", "mean").toUpperCase(Locale.ROOT)));
  }

  /** Tells one version of a file from another. */
  private static String fingerprint(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      var block = new byte[1 << 16];
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        digest.update(block, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 4);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Source resource(String name) {
    return () -> {
      var in = ModelFiles.class.getResourceAsStream(name);
      if (in == null) throw new FileNotFoundException(name);
      return in;
    };
  }
}
