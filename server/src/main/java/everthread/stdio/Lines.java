package everthread.stdio;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Messages as they come in, one a line. A line that is longer than any message may be is dropped to
 * its end, and told as such, without being held in memory. For one thread.
 */
final class Lines {
  private final InputStream in;
  private final int longest;

  /**
   * One line.
   *
   * @param bytes without its end, and without a byte order mark; empty when it was too long
   */
  record Line(byte[] bytes, boolean tooLong) {
    boolean isBlank() {
      for (byte each : bytes) {
        if (each != ' ' && each != '\t') return false;
      }
      return !tooLong;
    }
  }

  Lines(InputStream in, int longest) {
    this.in = new BufferedInputStream(in, 64 * 1024);
    this.longest = longest;
  }

  /** The next line; empty at the end. Blocks. */
  Optional<Line> next() throws IOException {
    var line = new ByteArrayOutputStream(512);
    boolean any = false;
    boolean tooLong = false;
    for (int read = in.read(); read >= 0; read = in.read()) {
      any = true;
      if (read == '\n') return Optional.of(line(line, tooLong));
      if (line.size() < longest) line.write(read);
      else tooLong = true;
    }
    return any ? Optional.of(line(line, tooLong)) : Optional.empty();
  }

  private static Line line(ByteArrayOutputStream read, boolean tooLong) {
    if (tooLong) return new Line(new byte[0], true);
    var bytes = read.toByteArray();
    int from = startsWithMark(bytes) ? 3 : 0;
    int to =
        bytes.length > from && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
    return new Line(Arrays.copyOfRange(bytes, from, to), false);
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }
}
