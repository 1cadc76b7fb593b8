package everthread.search.embed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Tells whether vectors are of a passage as it stands now: the same passage at the same place of
 * its text has the same hash. Pure.
 */
public final class PassageHash {
  private static final int BYTES = 16;

  private PassageHash() {}

  /** The first 16 bytes of SHA-256. */
  public static byte[] of(Chunk chunk) {
    var digest = sha256();
    digest.update(ByteBuffer.allocate(8).putInt(chunk.from()).putInt(chunk.to()).array());
    digest.update(chunk.passage().getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(digest.digest(), BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
