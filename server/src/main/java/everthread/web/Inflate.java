package everthread.web;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.web.ByteBudget.Share;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Unpacks a body step by step, so that a small one that unpacks to gigabytes is cut off early. */
final class Inflate {
  private static final int STEP = 64 * 1024;

  /** Chats as JSON shrink to a twentieth at best; what shrinks more than this was made to. */
  private static final int MAX_RATIO = 200;

  /** Up to here the ratio is nobody's concern. */
  private static final int FREE = 1024 * 1024;

  private Inflate() {}

  /** True for a body that is sent as it is. */
  static boolean isPlain(@Nullable String encoding) {
    return encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity");
  }

  /**
   * The unpacked bytes.
   *
   * @throws ProblemException unsupported_media_type, invalid_encoding, payload_too_large
   */
  static byte[] unpack(byte[] packed, String encoding, long limit, Share share) {
    try (var stream = stream(packed, encoding.strip().toLowerCase(Locale.ROOT))) {
      var unpacked = new ByteArrayOutputStream(Math.min(packed.length * 4, FREE));
      var step = new byte[STEP];
      for (int read = stream.read(step); read >= 0; read = stream.read(step)) {
        long size = (long) unpacked.size() + read;
        boolean isBomb = size > FREE && size / MAX_RATIO > packed.length;
        if (size > limit || isBomb) throw new ProblemException(Bodies.tooLarge(limit));
        share.grow(read);
        unpacked.write(step, 0, read);
      }
      return unpacked.toByteArray();
    } catch (ZipException | EOFException broken) {
      throw new ProblemException(
          new Problem.Malformed("invalid_encoding", "The body is not good " + encoding + "."));
    } catch (IOException impossible) {
      throw new IllegalStateException("reading from memory", impossible);
    }
  }

  static void check(@Nullable String encoding) {
    if (isPlain(encoding)) return;
    switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip", "deflate" -> {}
      default ->
          throw new ProblemException(
              new Problem.UnsupportedMediaType("Of encodings, gzip and deflate are read here."));
    }
  }

  private static InputStream stream(byte[] packed, String encoding) throws IOException {
    var bytes = new ByteArrayInputStream(packed);
    return encoding.equals("deflate")
        ? new InflaterInputStream(bytes)
        : new GZIPInputStream(bytes, STEP);
  }
}
