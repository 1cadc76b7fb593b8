package everthread.bench;

import everthread.search.embed.Embedder;
import everthread.search.embed.Embedders;
import everthread.search.embed.EmbeddingModel;
import everthread.search.embed.PassageVectors;
import everthread.search.embed.QuestionVectors;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of passages, kept in a file of the temporary folder between runs, because making them
 * takes minutes. Names passages by their hash.
 */
final class VectorCache implements AutoCloseable {
  private static final int BATCH = 64;

  final Embedder model;
  private final Path file;
  private final Map<String, PassageVectors> known = new HashMap<>();

  VectorCache() throws IOException {
    var folder = Path.of(System.getProperty("java.io.tmpdir"), "everthread-bench");
    Files.createDirectories(folder);
    model = new Remembering(Embedders.local(Embedders.DEFAULT, folder));
    file = folder.resolve(model.model().id().replace('/', '-') + ".vectors");
    read();
  }

  /** Makes those that are missing, and says how far it is. */
  void fill(Collection<String> passages) throws IOException {
    var missing =
        passages.stream().distinct().filter(text -> !known.containsKey(key(text))).toList();
    if (missing.isEmpty()) return;
    long began = System.nanoTime();
    for (int i = 0; i < missing.size(); i += BATCH) {
      var batch = missing.subList(i, Math.min(missing.size(), i + BATCH));
      append(
          batch,
          batch.parallelStream().map(text -> model.passages(List.of(text)).getFirst()).toList());
      System.err.printf(
          "\r%d of %d passages embedded, %.0f s",
          i + batch.size(), missing.size(), (System.nanoTime() - began) / 1e9);
    }
    System.err.println();
  }

  PassageVectors of(String passage) {
    @Nullable PassageVectors vectors = known.get(key(passage));
    if (vectors == null) throw new IllegalArgumentException("was not embedded");
    return vectors;
  }

  private void append(List<String> texts, List<PassageVectors> vectors) throws IOException {
    try (var out =
        new DataOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(
                    file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)))) {
      for (int i = 0; i < texts.size(); i++) {
        known.put(key(texts.get(i)), vectors.get(i));
        write(out, key(texts.get(i)), vectors.get(i));
      }
    }
  }

  private static void write(DataOutputStream out, String key, PassageVectors vectors)
      throws IOException {
    out.writeUTF(key);
    out.writeInt(vectors.pooled().length);
    out.write(vectors.pooled());
    out.writeInt(vectors.pieces().length);
    for (var piece : vectors.pieces()) out.writeInt(piece);
    out.writeInt(vectors.tokens().length);
    out.write(vectors.tokens());
  }

  private void read() throws IOException {
    if (!Files.exists(file)) return;
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (in.available() > 0) {
        var key = in.readUTF();
        var pooled = in.readNBytes(in.readInt());
        var pieces = new int[in.readInt()];
        for (int i = 0; i < pieces.length; i++) pieces[i] = in.readInt();
        var tokens = in.readNBytes(in.readInt());
        if (tokens.length != pieces.length * model.model().tokenDimensions())
          throw new EOFException();
        known.put(key, new PassageVectors(pooled, pieces, tokens));
      }
    } catch (EOFException cutShort) {
      // The run that wrote it was stopped; what is missing is made again.
      Files.delete(file);
      var whole = new ArrayList<>(known.entrySet());
      try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
        for (var entry : whole) write(out, entry.getKey(), entry.getValue());
      }
    }
  }

  private static String key(String passage) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(passage.getBytes(StandardCharsets.UTF_8)), 0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    model.close();
  }

  /** Embeds each question once, however many ways of searching are measured. */
  private record Remembering(Embedder embedder, Map<String, QuestionVectors> questions)
      implements Embedder {
    Remembering(Embedder embedder) {
      this(embedder, new ConcurrentHashMap<>());
    }

    @Override
    public EmbeddingModel model() {
      return embedder.model();
    }

    @Override
    public List<PassageVectors> passages(List<String> texts) {
      return embedder.passages(texts);
    }

    @Override
    public QuestionVectors question(String text) {
      return questions.computeIfAbsent(text, embedder::question);
    }

    @Override
    public void close() {
      embedder.close();
    }
  }
}
