package everthread.search.embed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The directions in which a model's word pieces differ most: vectors are projected on them, which
 * takes a third of the space and loses next to nothing of the order (docs/retrieval.md). Its file
 * holds the directions one after another, 32-bit floats, little-endian. Immutable.
 */
final class Projection {
  private final float[][] directions;

  Projection(float[][] directions) {
    this.directions = directions;
  }

  static Projection read(ModelFiles.Source file, int dimensions) throws IOException {
    try (var in = file.open()) {
      var bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      int count = bytes.remaining() / Float.BYTES / dimensions;
      if (count == 0 || bytes.remaining() != count * dimensions * Float.BYTES) {
        throw new IOException("a projection does not fit its model");
      }
      var directions = new float[count][dimensions];
      var floats = bytes.asFloatBuffer();
      for (var direction : directions) floats.get(direction);
      return new Projection(directions);
    }
  }

  int dimensions() {
    return directions.length;
  }

  /** The projected vector at unit length. */
  float[] of(float[] vector) {
    var projected = new float[directions.length];
    for (int i = 0; i < projected.length; i++) projected[i] = Vectors.dot(directions[i], vector);
    return Vectors.unit(projected);
  }
}
