package everthread.search.embed;

/** Arithmetic on vectors. Pure. */
final class Vectors {
  /** A byte's reach on both sides. */
  private static final int REACH = 127;

  private Vectors() {}

  static float dot(float[] one, float[] other) {
    float sum = 0;
    for (int i = 0; i < one.length; i++) sum += one[i] * other[i];
    return sum;
  }

  /** At unit length; nothing but zeros stays so. */
  static float[] unit(float[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    var unit = new float[vector.length];
    if (length == 0) return unit;
    for (int i = 0; i < unit.length; i++) unit[i] = (float) (vector[i] / length);
    return unit;
  }

  /** In bytes, the largest at 127 or -127; for vectors whose direction alone matters. */
  static byte[] widest(float[] vector) {
    float largest = 0;
    for (var value : vector) largest = Math.max(largest, Math.abs(value));
    var bytes = new byte[vector.length];
    if (largest == 0) return bytes;
    round(vector, REACH / largest, bytes, 0);
    return bytes;
  }

  /** A unit vector in bytes, 127 for one, written at {@code to}. */
  static void writeUnit(float[] unit, byte[] into, int to) {
    round(unit, REACH, into, to);
  }

  private static void round(float[] vector, float scale, byte[] into, int to) {
    for (int i = 0; i < vector.length; i++) {
      into[to + i] = (byte) Math.clamp(Math.round(vector[i] * scale), -REACH, REACH);
    }
  }
}
