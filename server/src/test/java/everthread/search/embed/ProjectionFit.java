package everthread.search.embed;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Finds the directions in which a model's word pieces differ most, over texts of one passage a
 * line: the first right singular vectors of all their unit vectors, uncentred. Run with {@code
 * e5-small-v2} or {@code bge-small-en-v15}, the file to write, and the files to read.
 */
final class ProjectionFit {
  private static final int DIRECTIONS = 128;
  private static final int SWEEPS = 12;

  private ProjectionFit() {}

  public static void main(String[] arguments) throws IOException, OrtException {
    var built = arguments[0].startsWith("e5") ? ModelFiles.E5_SMALL : ModelFiles.BGE_SMALL;
    var bare =
        new ModelFiles(
            built.name(),
            built.network(),
            built.tokenizer(),
            null,
            built.passagePrefix(),
            built.questionPrefix(),
            built.pooling());
    try (var model = OnnxEmbedder.open(bare, 1)) {
      int size = model.model().dimensions();
      var products = new double[size][size];
      long tokens = 0;
      for (int i = 2; i < arguments.length; i++) {
        for (var line : Files.readAllLines(Path.of(arguments[i]))) {
          if (line.isBlank()) continue;
          for (var token : model.rawTokens(line)) {
            add(products, Vectors.unit(token));
            tokens++;
          }
        }
      }
      var directions = directions(products);
      var bytes = ByteBuffer.allocate(DIRECTIONS * size * Float.BYTES);
      bytes.order(ByteOrder.LITTLE_ENDIAN);
      for (var direction : directions) for (var value : direction) bytes.putFloat((float) value);
      Files.write(Path.of(arguments[1]), bytes.array());
      System.out.printf(
          "%d word pieces, %.1f %% of their length kept%n", tokens, kept(products, directions));
    }
  }

  private static void add(double[][] products, float[] vector) {
    for (int i = 0; i < vector.length; i++) {
      for (int j = i; j < vector.length; j++) products[i][j] += (double) vector[i] * vector[j];
    }
  }

  private static double[][] directions(double[][] upper) {
    int size = upper.length;
    var matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) matrix[i][j] = matrix[j][i] = upper[i][j];
    }
    var vectors = jacobi(matrix);
    return IntStream.range(0, size)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -matrix[i][i]))
        .limit(DIRECTIONS)
        .map(column -> IntStream.range(0, size).mapToDouble(row -> vectors[row][column]).toArray())
        .toArray(double[][]::new);
  }

  /** Eigenvectors as columns; the matrix becomes diagonal (cyclic Jacobi rotations). */
  private static double[][] jacobi(double[][] matrix) {
    int size = matrix.length;
    var vectors = new double[size][size];
    for (int i = 0; i < size; i++) vectors[i][i] = 1;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int p = 0; p < size; p++) {
        for (int q = p + 1; q < size; q++) rotate(matrix, vectors, p, q);
      }
    }
    return vectors;
  }

  private static void rotate(double[][] matrix, double[][] vectors, int p, int q) {
    if (Math.abs(matrix[p][q]) < 1e-12) return;
    double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int i = 0; i < matrix.length; i++) turn(matrix[i], p, q, c, s);
    for (int i = 0; i < matrix.length; i++) {
      double at = matrix[p][i];
      double there = matrix[q][i];
      matrix[p][i] = c * at - s * there;
      matrix[q][i] = s * at + c * there;
    }
    for (var row : vectors) turn(row, p, q, c, s);
  }

  private static void turn(double[] row, int p, int q, double c, double s) {
    double at = row[p];
    double there = row[q];
    row[p] = c * at - s * there;
    row[q] = s * at + c * there;
  }

  /** Of all squared lengths, how much lies in the directions, in percent. */
  private static double kept(double[][] products, double[][] directions) {
    double all = IntStream.range(0, products.length).mapToDouble(i -> products[i][i]).sum();
    double in = 0;
    for (var direction : directions) {
      for (int i = 0; i < direction.length; i++) {
        for (int j = 0; j < direction.length; j++) {
          in += direction[i] * products[Math.min(i, j)][Math.max(i, j)] * direction[j];
        }
      }
    }
    return 100 * in / all;
  }
}
